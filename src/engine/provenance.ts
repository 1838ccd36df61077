import type { JobAnswer } from '../core/protocol';
import type { RunResult, RunSpec } from '../core/run';
import type { Gathered } from './gather';

/** A finished job as a result, with everything that made it. */
export function resultFrom(
  id: string,
  name: string,
  spec: RunSpec,
  { method, request, table, rows, labelledCount, fingerprint }: Gathered,
  answer: JobAnswer,
): RunResult {
  const { value, evaluation, seconds, evaluationSeconds, stageSeconds, threads, relaxedSimd } =
    answer;
  const known = answer.neighborsKnown && { neighborsKnown: true };
  return {
    id,
    name,
    spec,
    method: method.id,
    params: request.params,
    table,
    rows,
    labelledCount,
    value,
    evaluation,
    scoring: request.scoring,
    seconds,
    evaluationSeconds,
    stageSeconds,
    threads,
    relaxedSimd,
    ...known,
    fingerprint,
    finishedAt: new Date().toISOString(),
  };
}
