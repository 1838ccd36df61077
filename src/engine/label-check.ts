import { failure, success, type Outcome } from '../core/failure';
import { takeRows } from '../core/matrix';
import { doubtedLabels, type DoubtedLabel } from '../core/metrics/confident-learning';
import type { RunResult } from '../core/run';
import { stratifiedFolds } from '../core/split/folds';
import type { SweepAnswer, SweepRequest } from '../core/sweep';
import type { Gathered } from './gather';

/** Labels are hidden a fifth at a time: the others are still nearly all there are. */
const FOLDS = 5;

/** What checking labels needs of the lab. */
export interface CheckHost {
  gather(spec: RunResult['spec']): Outcome<Gathered>;
  sweep(title: string, rows: Uint32Array, request: SweepRequest): Promise<Outcome<SweepAnswer>>;
}

/**
 * Given labels of a labelling that are likely wrong: each is hidden once, a fifth of them at a time, the same method with
 * the same parameters spreads the others over the same graph, and what comes back speaks for or against it. No other
 * label is looked at. The only given label of a class is left alone: without it the class cannot come back.
 *
 * @returns entries count the rows of the result
 */
export async function checkLabels(
  result: RunResult,
  host: CheckHost,
): Promise<Outcome<DoubtedLabel[]>> {
  const gathered = host.gather(result.spec);
  if (!gathered.ok) return gathered;
  const { request, method, rows } = gathered.value;
  const { X, order, y: given, nClasses, prepare, params } = request;
  if (!given || !nClasses || prepare || method.thread !== 'compute')
    return failure('unsupported', `Labels of ${result.name} cannot be checked by hiding some.`);
  const folds = stratifiedFolds(given, nClasses, FOLDS);
  if (folds.length < 2)
    return failure('badInput', 'Checking needs at least two given labels of a class.');
  const answer = await host.sweep(`Checking the labels of ${result.name}`, rows, {
    X: order ? takeRows(X, order) : X,
    truth: given,
    nClasses,
    fits: folds.map((fold, i) => ({
      key: String(i),
      method: method.id,
      params,
      budget: { kind: 'withheld', rows: fold },
    })),
  });
  if (!answer.ok) return answer;
  const probabilities = new Float32Array(given.length * nClasses);
  for (const { key, distributions } of answer.value.scores) {
    folds[Number(key)].forEach((row, i) => {
      const own = distributions?.subarray(i * nClasses, (i + 1) * nClasses);
      if (own) probabilities.set(own, row * nClasses);
    });
  }
  return success(doubtedLabels(probabilities, given, nClasses));
}
