import { failure, success, type Outcome } from '../core/failure';
import { inputFacts } from '../core/input-facts';
import type { KernelRuntime } from '../core/kernel-runtime';
import type { AnyMethod, FitContext, LayerMaps } from '../core/method';
import { validateParams } from '../core/params';
import type { JobAnswer, JobRequest, LookRequest } from '../core/protocol';
import type { ResultValue } from '../core/run';
import { drive, type DriveControl } from '../core/runner';
import type { AsyncTask, Progress, Task } from '../core/task';
import { evaluate } from './evaluate/evaluate';
import { seenBy } from './known-neighbors';
import { prepared } from './prepare';
import { methodById } from './registry';

/** Where on the progress bar preparing ends, where there is something to prepare, and where the method does. */
const PREPARED = 0.15;
const FITTED = 0.95;
/** Where the search for neighbours ends, where there is one: of spreading it is most. */
const SEARCHED = 0.7;

type Work = Task<ResultValue> | AsyncTask<ResultValue>;

async function* toValue<R>(
  task: Task<R> | AsyncTask<R>,
  wrap: (result: R) => ResultValue,
): AsyncTask<ResultValue> {
  let signal: 'go' | 'stop' = 'go';
  try {
    for (;;) {
      const step: IteratorResult<Progress, R> = await task.next(signal);
      if (step.done) return wrap(step.value);
      signal = yield step.value;
    }
  } finally {
    await task.return(undefined as R);
  }
}

async function begin(
  method: AnyMethod,
  request: JobRequest,
  context: FitContext,
): Promise<Outcome<Work>> {
  const algorithm = await method.load();
  const { X, model } = request;
  if (request.action === 'fit') {
    const { y, nClasses, imageShape, neighbors } = request;
    const task = algorithm.fit({ X, y, nClasses, imageShape, neighbors }, request.params, context);
    return success(toValue(task, (fitted) => ({ kind: 'model', model: fitted })));
  }
  if (!model) return failure('bug', `${request.action} was asked for without a model.`);
  if (request.action === 'open') {
    const { y, nClasses, imageShape } = request;
    if (!algorithm.check)
      return failure('unsupported', `${method.title} cannot be opened from a file.`);
    const task = algorithm.check(model, { X, y, nClasses, imageShape }, context);
    return success(toValue(task, (checked) => ({ kind: 'model', model: checked })));
  }
  if (request.action === 'transform') {
    if (!algorithm.transform)
      return failure('unsupported', `${method.title} cannot place new rows in its space.`);
    return success(
      toValue(algorithm.transform(model, X, context), (features) => ({
        kind: 'features',
        X: features,
      })),
    );
  }
  if (!algorithm.predict) return failure('unsupported', `${method.title} cannot predict new rows.`);
  return success(
    toValue(algorithm.predict(model, X, context), (prediction) => ({
      kind: 'predictions',
      prediction,
    })),
  );
}

/**
 * Checks, runs and scores one job. Parameters and input are validated here again: a worker trusts no caller.
 * `memoryBytes` is the caller's to fill in.
 */
export async function runJob(
  given: JobRequest,
  kernels: KernelRuntime,
  control: DriveControl,
): Promise<Outcome<Omit<JobAnswer, 'memoryBytes'>>> {
  const method = methodById(given.method);
  const ready = given.prepare
    ? await drive(prepared(kernels, given, given.prepare), scaled(control, 0, PREPARED))
    : undefined;
  if (ready && !ready.ok) return ready;
  const came = { ...given, ...ready?.value.result, prepare: undefined };
  if (came.action === 'fit') {
    const params = validateParams(method.params, came.params);
    if (!params.ok) return params;
    const problem = method.checkInput(inputFacts(came), params.value);
    if (problem) return { ok: false, error: problem };
  }
  const from = ready ? PREPARED : 0;
  const seen = await drive(seenBy(kernels, came), scaled(control, from, SEARCHED));
  if (!seen.ok) return seen;
  const { X, neighbors, found } = seen.value.result;
  const request = { ...came, X, neighbors, order: undefined };
  const { tensorBackend, resume } = request;
  const work = await begin(method, request, {
    kernels,
    tensorBackend,
    resume,
    now: () => control.host.now(),
  });
  if (!work.ok) return work;
  const fitted = await drive(work.value, scaled(control, found ? SEARCHED : from, FITTED));
  if (!fitted.ok) return fitted;

  const value = fitted.value.result;
  // A stop belongs to the method; what it returned is still scored.
  const scoring = { ...scaled(control, FITTED, 1), signal: () => 'go' as const };
  const scored = await drive(evaluate(request, value, kernels), scoring);
  if (!scored.ok) return scored;
  const stageSeconds = {
    ...ready?.value.stageSeconds,
    ...(found && seen.value.stageSeconds),
    ...fitted.value.stageSeconds,
  };
  if (value.kind === 'model') value.model.stageSeconds = stageSeconds;
  return success({
    value,
    evaluation: scored.value.result,
    seconds: seen.value.seconds + fitted.value.seconds,
    evaluationSeconds: scored.value.seconds,
    stageSeconds,
    threads: kernels.threads,
    relaxedSimd: kernels.relaxedSimd,
    neighbors: found,
    neighborsKnown: neighbors !== undefined && !found,
  });
}

/** What a fitted model makes of one image, layer by layer. */
export async function look(
  { method: id, model, X }: LookRequest,
  kernels: KernelRuntime,
): Promise<Outcome<LayerMaps[]>> {
  const method = methodById(id);
  const algorithm = await method.load();
  return algorithm.look
    ? success(algorithm.look(model, X, { kernels }))
    : failure('unsupported', `${method.title} has no layers to look at.`);
}

function scaled(control: DriveControl, from: number, to: number): DriveControl {
  return {
    ...control,
    onProgress: (progress) =>
      control.onProgress({ ...progress, fraction: from + (to - from) * progress.fraction }),
  };
}
