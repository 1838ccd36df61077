/** 1 or −1, whichever makes the entry of largest size, the first of equals, positive (scikit-learn's `svd_flip`). */
export function signOf(values: ArrayLike<number>): 1 | -1 {
  let largest = 0;
  for (let i = 1; i < values.length; i++) {
    if (Math.abs(values[i]) > Math.abs(values[largest])) largest = i;
  }
  return values[largest] < 0 ? -1 : 1;
}
