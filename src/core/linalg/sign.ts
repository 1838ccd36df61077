/**
 * 1 or −1, whichever makes the value of largest size, the first of equals, positive (scikit-learn's `svd_flip`). Reads every
 * `step`-th value from `first` on: a column of a row-major table.
 */
export function signOf(values: ArrayLike<number>, first = 0, step = 1): 1 | -1 {
  let largest = first;
  for (let i = first + step; i < values.length; i += step) {
    if (Math.abs(values[i]) > Math.abs(values[largest])) largest = i;
  }
  return values[largest] < 0 ? -1 : 1;
}
