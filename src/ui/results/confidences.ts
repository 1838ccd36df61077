import type { RunResult } from '../../core/run';

/** How sure a result is of the class it takes each of its rows for, 0 … 1; undefined where it does not tell. */
export function confidencesOf({ rows, value }: RunResult): Float32Array | undefined {
  if (value.kind === 'predictions') {
    const { labels, probabilities, nClasses } = value.prediction;
    return probabilities && sharesOfCodes(labels, probabilities, nClasses);
  }
  if (value.kind !== 'model') return undefined;
  const { model } = value;
  if (model.kind === 'labelling')
    return sharesOfCodes(model.labels, model.distributions, model.nClasses);
  if (model.kind !== 'network') return undefined;
  const { validationRows, validationPredictions, validationProbabilities, build } = model;
  const told = sharesOfCodes(validationPredictions, validationProbabilities, build.nClasses);
  const shares = new Float32Array(rows.length).fill(NaN);
  validationRows.forEach((row, i) => (shares[row] = told[i]));
  return shares;
}

/** The share of each row's own code among the shares of all (rows × nClasses). */
export const sharesOfCodes = (
  codes: Int32Array,
  shares: Float32Array,
  nClasses: number,
): Float32Array => Float32Array.from(codes, (code, row) => shares[row * nClasses + code]);
