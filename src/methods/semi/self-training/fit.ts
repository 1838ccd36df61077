import { ExpectedFailure } from '../../../core/failure';
import type { Algorithm, FitContext, FitInput } from '../../../core/method';
import type { LabellingModel } from '../../../core/models';
import { asyncPart, part, type AsyncTask, type Progress, type Task } from '../../../core/task';
import { predict, type TrainedNetwork } from '../../neural/cnn/predict';
import { decide, oneHot } from '../shared/model';
import { askNetwork, type Opinion } from './network';
import type { SelfTrainingParams } from './params';
import { planOf } from './plan';
import { joined, judgementOf, teachersOf, type Judgement } from './teachers';
import { edgesOf, spreadOver } from './spread';
import { Stopped, untilStop } from './until-stop';

/** A labelling by networks, with the last of them: it labels new rows. */
export interface SelfTrainingModel extends LabellingModel {
  network: TrainedNetwork;
}

/** Share of the progress bar of the first labels, and within a round of the network. */
const FIRST = 0.1;
const NETWORK = 0.9;

type Wanted = Required<Pick<FitInput, 'X' | 'y' | 'nClasses' | 'imageShape'>>;

/** What is taught first. */
function* firstLabels(
  { X, y, nClasses, imageShape }: Wanted,
  { firstLabels: wanted, nNeighbors }: SelfTrainingParams,
  { kernels }: FitContext,
): Task<Judgement> {
  if (wanted === 'given') return judgementOf(Float32Array.from(oneHot(y, nClasses)), nClasses);
  const edges = yield* part(edgesOf(kernels, X, imageShape), 0, 0.4);
  const spreading = spreadOver(kernels, edges, { y, nClasses, nNeighbors });
  return judgementOf(yield* part(spreading, 0.4, 1), nClasses);
}

interface Round {
  judgement: Judgement;
  opinion: Opinion;
}

async function* runRound(
  input: Wanted,
  { first, before }: { first: Judgement; before: Judgement },
  params: SelfTrainingParams,
  { kernels, now }: FitContext,
  round: number,
): AsyncTask<Round> {
  const { X, y, nClasses, imageShape } = input;
  const { share, spread, nNeighbors, randomState } = params;
  const taught = teachersOf(before, y, nClasses, share);
  const given = Uint32Array.from(y.keys()).filter((row) => y[row] >= 0);
  const lesson = { X, imageShape, nClasses, taught, given };
  const seed = (randomState + round) >>> 0;
  const asking = askNetwork(kernels, lesson, params, { seed, now });
  const opinion = yield* asyncPart(asking, 0, spread ? NETWORK : 1);
  const { probabilities, features } = opinion;
  const opinions = [first.distributions, probabilities];
  if (spread) {
    const spreading = spreadOver(kernels, features, { y, nClasses, nNeighbors });
    opinions.push(yield* part(spreading, NETWORK, 1));
  }
  return { judgement: judgementOf(joined(opinions, y, nClasses), nClasses), opinion };
}

/**
 * Self-training of a network (Lee 2013) that is first taught by a graph, and joined by one in between (as in label
 * propagation for deep learning, Iscen et al., CVPR 2019): labels spread over like images; the surest of each class teach a
 * network; its features make a better graph, over which the given labels are spread anew; all three opinions together teach
 * the next. The first one, which no network had a part in, keeps networks from believing each other.
 */
async function* fit(
  { X, y, nClasses, imageShape }: FitInput,
  params: SelfTrainingParams,
  context: FitContext,
): AsyncTask<SelfTrainingModel> {
  if (!y || !nClasses || !imageShape) {
    const message = 'Images are needed, with some labels and −1 for the unlabelled rows.';
    throw new ExpectedFailure('badInput', message);
  }
  const input = { X, y, nClasses, imageShape };
  const { maxIter, tol } = params;
  let last: Round | undefined;
  let nIter = 0;
  let converged = false;
  let stopped = false;
  try {
    const first = yield* asyncPart(untilStop(firstLabels(input, params, context)), 0, FIRST);
    let judgement = first;
    while (!converged && nIter < maxIter) {
      const [from, to] = [nIter, nIter + 1].map((n) => FIRST + ((1 - FIRST) * n) / maxIter);
      const running = runRound(input, { first, before: judgement }, params, context, nIter + 1);
      const named = inRound(untilStop(running), `Round ${nIter + 1} of ${maxIter}`);
      last = yield* asyncPart(named, from, to);
      nIter++;
      const before = judgement.codes;
      judgement = last.judgement;
      const changed = judgement.codes.filter((code, row) => code !== before[row]).length;
      converged = changed <= tol * X.rows;
    }
  } catch (thrown) {
    if (!(thrown instanceof Stopped)) throw thrown;
    stopped = true;
  }
  if (!last) {
    throw new ExpectedFailure(
      'stoppedEmpty',
      'Stopped before the first network was trained: there is no result yet.',
    );
  }
  return modelOf(last, input, params, { nIter, converged, stopped });
}

/** Says in which round a stage is. */
async function* inRound<Result>(task: AsyncTask<Result>, round: string): AsyncTask<Result> {
  try {
    let step: IteratorResult<Progress, Result> = await task.next('go');
    while (!step.done)
      step = await task.next(yield { ...step.value, stage: `${round}: ${step.value.stage}` });
    return step.value;
  } finally {
    await task.return(undefined as Result);
  }
}

interface Ended {
  nIter: number;
  converged: boolean;
  stopped: boolean;
}

function modelOf(
  { judgement, opinion }: Round,
  { X, nClasses, imageShape }: Wanted,
  params: SelfTrainingParams,
  { nIter, converged, stopped }: Ended,
): SelfTrainingModel {
  const decided = decide(Float64Array.from(judgement.distributions), X.rows, nClasses);
  const { testShift, architecture, batchNormalisation } = planOf(params);
  const { maxIter } = params;
  const warnings: string[] = [];
  if (stopped)
    warnings.push(
      `Stopped: the result is that of round ${nIter} of ${maxIter}, the last whole one.`,
    );
  else if (!converged)
    warnings.push(`Labels still changed in the last of ${maxIter} rounds: more may change more.`);
  return {
    kind: 'labelling',
    ...decided,
    nClasses,
    nIter,
    converged,
    stopped,
    warnings,
    figures: { nIter, unreached: 0 },
    network: {
      build: { ...imageShape, nClasses, design: { architecture, batchNormalisation } },
      weights: opinion.weights,
      ...(testShift > 0 ? { testShift } : {}),
    },
  };
}

export const selfTraining: Algorithm<SelfTrainingParams, SelfTrainingModel> = {
  fit,
  predict: ({ network }, X, context) => predict(network, X, context),
};
