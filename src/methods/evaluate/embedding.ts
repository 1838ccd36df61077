import type { EmbeddingEvaluation } from '../../core/evaluation';
import type { KernelRuntime } from '../../core/kernel-runtime';
import { takeRows, type Matrix } from '../../core/matrix';
import { neighborPreservation, trustworthiness } from '../../core/metrics/neighbor-ranks';
import { part, type Task } from '../../core/task';
import { knn } from '../../kernels/knn/wasm';
import { inputRanks } from '../../kernels/ranks/wasm';
import { sampleRows } from './sample';

/** Neighbours trustworthiness looks at; the study's reference figures use the same. */
const TRUSTED_NEIGHBORS = 12;
const PRESERVED_NEIGHBORS = 10;

/**
 * How well the nearest rows of an embedding were near in its input, on a seeded sample of both spaces; undefined when no
 * rows are asked for, or too few for the measure: it needs more than twice as many as neighbours.
 */
export function* evaluateEmbedding(
  kernels: KernelRuntime,
  X: Matrix,
  embedding: Matrix,
  count: number,
): Task<EmbeddingEvaluation | undefined> {
  const rows = sampleRows(X.rows, count);
  if (rows.length <= 2 * TRUSTED_NEIGHBORS) return undefined;
  const lists = yield* part(knn(kernels, takeRows(embedding, rows), TRUSTED_NEIGHBORS), 0, 0.3);
  const input = takeRows(X, rows);
  const ranks = yield* part(inputRanks(kernels, input, lists.indices, TRUSTED_NEIGHBORS), 0.3, 1);
  const neighbors = { ranks, rows: rows.length, width: TRUSTED_NEIGHBORS };
  return {
    kind: 'embedding',
    sampleRows: rows.length,
    trustworthiness: trustworthiness(neighbors, TRUSTED_NEIGHBORS),
    nNeighbors: TRUSTED_NEIGHBORS,
    neighborPreservation: neighborPreservation(neighbors, PRESERVED_NEIGHBORS),
  };
}
