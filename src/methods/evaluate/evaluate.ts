import type { Evaluation } from '../../core/evaluation';
import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Model } from '../../core/models';
import type { JobRequest } from '../../core/protocol';
import type { ResultValue } from '../../core/run';
import type { Task } from '../../core/task';
import { evaluateClustering } from './clustering';
import { evaluateEmbedding } from './embedding';
import { knownRows, labelScores, type LabelScores } from './labels';

/** Compares predictions of some of the rows, `predicted[i]` of row `rows[i]`, with their known classes. */
function scoreRows(
  { truth, nClasses }: JobRequest,
  rows: Uint32Array,
  predicted: Int32Array,
): LabelScores | undefined {
  if (!truth) return undefined;
  const places = Uint32Array.from(rows.keys()).filter((i) => truth[rows[i]] >= 0);
  const classes = Int32Array.from(places, (i) => truth[rows[i]]);
  return labelScores(
    classes,
    Int32Array.from(places, (i) => predicted[i]),
    nClasses,
  );
}

function* evaluateModel(
  request: JobRequest,
  model: Model,
  kernels: KernelRuntime,
): Task<Evaluation | undefined> {
  const { X, truth, scoring, labelledCount } = request;
  switch (model.kind) {
    case 'embedding': {
      const { coordinates, dims } = model;
      const embedding = { data: coordinates, rows: X.rows, cols: dims, scale: 1 };
      return yield* evaluateEmbedding(kernels, X, embedding, scoring.embeddingRows);
    }
    case 'clustering':
      return yield* evaluateClustering(request, model, kernels);
    case 'labelling': {
      const rows = knownRows(truth, labelledCount);
      const scores = scoreRows(
        request,
        rows,
        Int32Array.from(rows, (row) => model.labels[row]),
      );
      const unreached = model.reached.reduce((count, reached) => count + (reached ? 0 : 1), 0);
      return scores && { kind: 'labelling', ...scores, unreached };
    }
    case 'network': {
      // The labels it may see are those it was held back rows of: the file's, or given by hand.
      const { y = truth } = request;
      const held = { ...request, truth: y };
      const scores = scoreRows(held, model.validationRows, model.validationPredictions);
      return scores && { kind: 'prediction', ...scores };
    }
  }
}

/**
 * Scores a result: an embedding or features by whether near rows stayed near, everything else against the true classes.
 * Undefined when there is nothing to score by. The only place that reads `request.truth`.
 */
export function* evaluate(
  request: JobRequest,
  value: ResultValue,
  kernels: KernelRuntime,
): Task<Evaluation | undefined> {
  const { X, truth, scoring } = request;
  switch (value.kind) {
    case 'model':
      return yield* evaluateModel(request, value.model, kernels);
    case 'features':
      return yield* evaluateEmbedding(kernels, X, value.X, scoring.embeddingRows);
    case 'predictions': {
      const { labels } = value.prediction;
      const rows = knownRows(truth);
      const scores = scoreRows(
        request,
        rows,
        Int32Array.from(rows, (row) => labels[row]),
      );
      return scores && { kind: 'prediction', ...scores };
    }
  }
}
