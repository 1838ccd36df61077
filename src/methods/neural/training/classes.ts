/** Class of the largest probability of each row; the first of equals. */
export function classesOf(probabilities: Float32Array, nClasses: number): Int32Array {
  return Int32Array.from({ length: probabilities.length / nClasses }, (_, row) => {
    let best = 0;
    for (let c = 1; c < nClasses; c++)
      if (probabilities[row * nClasses + c] > probabilities[row * nClasses + best]) best = c;
    return best;
  });
}
