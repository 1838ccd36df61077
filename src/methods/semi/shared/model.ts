import type { Matrix } from '../../../core/matrix';
import type { LabellingModel } from '../../../core/models';
import type { GraphParams } from './affinity';
import type { Iterated } from './iterate';

/** A fitted label spreading or propagation: with the rows it was fitted on, it can label new ones. */
export interface GraphLabellingModel extends LabellingModel {
  X: Matrix;
  graph: GraphParams;
}

/**
 * Rows scaled to sum 1 (rows of zeros stay), their largest entry's class (the first of equals), and whether anything
 * reached them.
 */
export function decide(F: Float64Array, rows: number, classes: number) {
  const labels = new Int32Array(rows);
  const distributions = new Float32Array(F.length);
  const reached = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const first = row * classes;
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += F[first + c];
    if (sum === 0) continue;
    reached[row] = 1;
    for (let c = 0; c < classes; c++) {
      distributions[first + c] = F[first + c] / sum;
      if (F[first + c] > F[first + labels[row]]) labels[row] = c;
    }
  }
  return { labels, distributions, reached };
}

/** What a method's spreading ends with; it may have something of its own to say. */
export interface LabellingOutcome extends Iterated {
  /** What each row has of each class, (rows × classes). */
  F: Float64Array;
  warnings?: readonly string[];
}

/** The model of what a spreading ended with, with what the person should know about it. */
export function labellingModel(
  { F, nIter, converged, stopped, warnings: own = [] }: LabellingOutcome,
  { rows, nClasses, maxIter }: { rows: number; nClasses: number; maxIter: number },
): LabellingModel {
  const decided = decide(F, rows, nClasses);
  const unreached = decided.reached.filter((flag) => flag === 0).length;
  const warnings = [...own];
  if (stopped) warnings.push(`Stopped after ${nIter} iterations: labels may still have changed.`);
  else if (!converged) {
    warnings.push(
      `Did not settle within ${maxIter} iterations: allow more, or a larger tolerance.`,
    );
  }
  if (unreached > 0) {
    warnings.push(
      `No label reached ${unreached} of ${rows} rows: they have no class. More neighbours or more labels would help.`,
    );
  }
  const figures = { nIter, unreached };
  const outcome = { nIter, converged, stopped, warnings, figures };
  return { kind: 'labelling', ...outcome, ...decided, nClasses };
}

/** scikit-learn's one-hot start: a 1 for each labelled row's class, zeros elsewhere (rows × classes). */
export function oneHot(y: Int32Array, nClasses: number): Float64Array {
  const Y = new Float64Array(y.length * nClasses);
  y.forEach((code, row) => {
    if (code >= 0) Y[row * nClasses + code] = 1;
  });
  return Y;
}
