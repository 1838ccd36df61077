import { ExpectedFailure } from '../../../core/failure';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { FitContext } from '../../../core/method';
import type { NetworkModel } from '../../../core/models';
import type { AsyncTask } from '../../../core/task';
import { KernelTrainer } from './kernel-trainer';
import type { Batch, TensorBackend, Trainer, TrainerOptions } from './trainer';

type Timings = NetworkModel['backendTimings'];

export interface Choosing {
  wanted: NonNullable<FitContext['tensorBackend']>;
  options: TrainerOptions;
  /** A real batch, to time steps on. */
  batch: Batch;
  kernels: KernelRuntime;
  now: () => number;
}

/** In order of preference between equals. */
const CANDIDATES = ['wasm', 'webgl', 'webgpu'] as const;
/** The first steps compile shaders, or let the engine optimise the kernels. */
const WARM_STEPS = 3;
const TIMED_STEPS = 6;

/** tfjs is loaded only where it is used: the kernels need none of it. */
async function openTrainer(
  backend: TensorBackend,
  { kernels, options }: Choosing,
): Promise<Trainer> {
  if (backend === 'wasm') return new KernelTrainer(kernels, options);
  const { TfjsTrainer } = await import('./tfjs/trainer');
  return TfjsTrainer.open(backend, options);
}

/** Why a graphics backend is not worth timing; undefined when it is. */
async function reasonAgainst(backend: 'webgl' | 'webgpu'): Promise<string | undefined> {
  const { rendererOf } = await import('./tfjs/renderer');
  const { available, software, name } = await rendererOf(backend);
  if (!available) return 'not available here';
  return software ? `software rendering, not timed (${name})` : undefined;
}

/** Milliseconds of a training step, each waited for. */
async function* timeSteps(
  trainer: Trainer,
  { batch, now }: Choosing,
  stage: string,
): AsyncTask<number> {
  let started = now();
  for (let step = 0; step < WARM_STEPS + TIMED_STEPS; step++) {
    if (step === WARM_STEPS) started = now();
    await trainer.step(batch, 1e-3);
    await trainer.takeScore();
    const signal = yield { fraction: step / (WARM_STEPS + TIMED_STEPS), stage };
    if (signal === 'stop') {
      throw new ExpectedFailure(
        'stoppedEmpty',
        'Stopped before the first training step: there is no network yet.',
      );
    }
  }
  return (now() - started) / TIMED_STEPS;
}

async function* timeBackend(
  backend: (typeof CANDIDATES)[number],
  choosing: Choosing,
): AsyncTask<Timings[number]> {
  const reason = backend === 'wasm' ? undefined : await reasonAgainst(backend);
  if (reason) return { backend, msPerStep: Number.NaN, note: reason };
  const stage = `Preparing and timing ${backend}`;
  yield { fraction: 0, stage };
  try {
    const trainer = await openTrainer(backend, choosing);
    try {
      return { backend, msPerStep: yield* timeSteps(trainer, choosing, stage) };
    } finally {
      trainer.dispose();
    }
  } catch (thrown) {
    if (backend === 'wasm' || (thrown as ExpectedFailure).failure?.code === 'stoppedEmpty')
      throw thrown;
    return { backend, msPerStep: Number.NaN, note: `failed: ${(thrown as Error).message}` };
  }
}

/** The trainer wanted, or for 'auto' the one whose real steps are fastest, with what was timed. */
export async function* chooseTrainer(
  choosing: Choosing,
): AsyncTask<{ trainer: Trainer; timings: Timings }> {
  if (choosing.wanted !== 'auto')
    return { trainer: await openTrainer(choosing.wanted, choosing), timings: [] };
  const timings: Timings = [];
  for (const backend of CANDIDATES) timings.push(yield* timeBackend(backend, choosing));
  const timed = timings.filter(({ msPerStep }) => Number.isFinite(msPerStep));
  const fastest = timed.reduce((best, one) => (one.msPerStep < best.msPerStep ? one : best));
  const trainer = await openTrainer(fastest.backend as TensorBackend, choosing);
  return { trainer, timings };
}
