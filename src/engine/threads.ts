import { proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink';
import type { Speed } from '../core/cost';
import { failure, success, toFailure, type Outcome } from '../core/failure';
import type { LayerMaps } from '../core/method';
import type { JobAnswer, JobRequest, LookRequest, WorkerApi } from '../core/protocol';
import { canShareMemory } from '../core/shared-memory';
import type { SweepAnswer, SweepRequest, SweepScore } from '../core/sweep';
import type { Progress } from '../core/task';
import { deathOf } from './worker-death';

export type ThreadKind = 'compute' | 'neural';

/** A worker and its helper threads on one memory. */
export interface WorkerGroup {
  readonly kind: ThreadKind;
  readonly threads: number;
  speed(): Promise<Outcome<Speed>>;
  look(request: LookRequest): Promise<Outcome<LayerMaps[]>>;
  run(request: JobRequest, onProgress: (progress: Progress) => void): Promise<Outcome<JobAnswer>>;
  sweep(
    request: SweepRequest,
    onProgress: (progress: Progress) => void,
    onScore: (score: SweepScore) => void,
  ): Promise<Outcome<SweepAnswer & { memoryBytes: number }>>;
  pause(on: boolean): void;
  stop(): void;
  cancel(): void;
  /** Terminates under a running job: its `run` resolves as cancelled. */
  abandon(): void;
  terminate(): void;
}

// One file for both kinds: two would hold two copies of all methods and of the tensor library.
const newWorker = (kind: ThreadKind): Worker =>
  new Worker(new URL('../../workers/jobs.ts', import.meta.url), { type: 'module', name: kind });

const newHelper = (): Worker =>
  new Worker(new URL('../../workers/kernel-thread.ts', import.meta.url), {
    type: 'module',
    name: 'kernel thread',
  });

/** Threads to use: the browser's count, fewer when asked for; one where memory cannot be shared. */
export function threadCount(wanted: number | undefined): number {
  if (!canShareMemory()) return 1;
  // Some browsers do not tell, against fingerprinting.
  const cores = (navigator as { hardwareConcurrency?: number }).hardwareConcurrency ?? 2;
  return Math.max(1, Math.min(wanted ?? cores, cores, 16));
}

/** Starts a worker with its helpers; fails with a readable message when one cannot start. */
export async function startGroup(kind: ThreadKind, threads: number): Promise<Outcome<WorkerGroup>> {
  const worker = newWorker(kind);
  const helpers = Array.from({ length: threads - 1 }, newHelper);
  const all = [worker, ...helpers];
  const death = deathOf(all);
  const api: Remote<WorkerApi<MessagePort>> = wrap<WorkerApi<MessagePort>>(worker);
  const terminate = (): void => {
    api[releaseProxy]();
    for (const one of all) one.terminate();
  };
  const ports = helpers.map((helper) => {
    const { port1, port2 } = new MessageChannel();
    helper.postMessage(port1, [port1]);
    return port2;
  });
  try {
    const info = await Promise.race([api.init(transfer(ports, ports)), death]);
    return { ok: true, value: group(kind, info.threads, api, death, terminate) };
  } catch (thrown) {
    terminate();
    return failure('workerDied', `The ${kind} worker did not start: ${toFailure(thrown).message}`);
  }
}

function group(
  kind: ThreadKind,
  threads: number,
  api: Remote<WorkerApi<MessagePort>>,
  death: Promise<never>,
  terminate: () => void,
): WorkerGroup {
  let abandon = (): void => undefined;
  const abandoned = new Promise<Outcome<never>>((resolve) => {
    abandon = () => resolve(failure('cancelled', 'Cancelled.'));
  });
  const watched = async <T>(answer: Promise<Outcome<T>>): Promise<Outcome<T>> => {
    try {
      return await Promise.race([answer, death, abandoned]);
    } catch (thrown) {
      return failure('workerDied', `The ${kind} worker failed: ${toFailure(thrown).message}`);
    }
  };
  return {
    kind,
    threads,
    abandon: () => abandon(),
    speed: () => watched(api.speed().then((speed) => success(speed))),
    look: (request) => watched(api.look(request)),
    run: (request, onProgress) => watched(api.run(request, proxy(onProgress))),
    sweep: (request, onProgress, onScore) =>
      watched(api.sweep(request, proxy(onProgress), proxy(onScore))),
    pause: (on) => void api.pause(on),
    stop: () => void api.stop(),
    cancel: () => void api.cancel(),
    terminate,
  };
}
