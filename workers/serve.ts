import { expose, transfer } from 'comlink';
import { success, toFailure, type Outcome } from '../src/core/failure';
import type { KernelRuntime } from '../src/core/kernel-runtime';
import type { JobRequest, LookRequest, WorkerApi } from '../src/core/protocol';
import type { DriveControl, Host } from '../src/core/runner';
import type { Progress, Signal } from '../src/core/task';
import { transferableBuffers } from '../src/core/transferables';
import { startKernels } from '../src/kernels/runtime/start';
import { measureSpeed } from '../src/methods/calibrate';
import { look, runJob } from '../src/methods/job';
import { runSweep } from '../src/methods/sweep';

/** A macrotask without the 4 ms clamp of nested timers: messages that wait are served first. */
const turn = new MessageChannel();
turn.port2.start();
/** Milliseconds spent paused: no work's time. */
let rested = 0;
const host: Host = {
  now: () => performance.now() - rested,
  breathe: () =>
    new Promise((resolve) => {
      turn.port2.addEventListener('message', () => resolve(), { once: true });
      turn.port1.postMessage(0);
    }),
};

/** Serves jobs, one at a time, on this worker's kernels. The compute and the neural worker are this and nothing else. */
export function serveJobs(): void {
  let started: ReturnType<typeof startKernels> | undefined;
  let signal: Signal = 'go';
  let cancelled = false;
  let pause: { over: Promise<void>; end: () => void } | undefined;

  function beginPause(): void {
    if (pause) return;
    const since = performance.now();
    let resolve = (): void => undefined;
    const over = new Promise<void>((done) => (resolve = done));
    const end = (): void => {
      rested += performance.now() - since;
      pause = undefined;
      resolve();
    };
    pause = { over, end };
  }

  /** One piece of work on the kernels, with the memory it left behind. */
  async function work<Answer extends object>(
    onProgress: (progress: Progress) => void,
    begin: (kernels: KernelRuntime, control: DriveControl) => Promise<Outcome<Answer>>,
  ): Promise<Outcome<Answer & { memoryBytes: number }>> {
    signal = 'go';
    cancelled = false;
    pause?.end();
    try {
      if (!started) throw new Error('the worker was given a job before its kernels');
      const { runtime, memory } = await started;
      const control = {
        host,
        signal: () => signal,
        isCancelled: () => cancelled,
        paused: () => pause?.over,
        onProgress,
      };
      const outcome = await begin(runtime, control);
      if (!outcome.ok) return outcome;
      return success({ ...outcome.value, memoryBytes: memory.buffer.byteLength });
    } catch (thrown) {
      return { ok: false, error: toFailure(thrown) };
    }
  }

  const api: WorkerApi<MessagePort> = {
    async init(ports) {
      started = startKernels(ports);
      const { runtime } = await started;
      return { threads: runtime.threads, relaxedSimd: runtime.relaxedSimd };
    },
    async speed() {
      if (!started) throw new Error('the worker was asked for its speed before its kernels');
      const { runtime } = await started;
      return { perSecond: measureSpeed(runtime, () => host.now()), threads: runtime.threads };
    },
    async look(request: LookRequest) {
      try {
        if (!started) throw new Error('the worker was asked to look before its kernels');
        return await look(request, (await started).runtime);
      } catch (thrown) {
        return { ok: false, error: toFailure(thrown) };
      }
    },
    async run(request: JobRequest, onProgress) {
      const outcome = await work(onProgress, (kernels, control) =>
        runJob(request, kernels, control),
      );
      return outcome.ok ? transfer(outcome, transferableBuffers(outcome.value)) : outcome;
    },
    sweep: (request, onProgress, onScore) =>
      work(onProgress, async (kernels, control) => {
        const driven = await runSweep(request, kernels, control, onScore);
        return driven.ok ? success(driven.value.result) : driven;
      }),
    pause(on) {
      if (on) beginPause();
      else pause?.end();
    },
    stop() {
      signal = 'stop';
      pause?.end();
    },
    cancel() {
      signal = 'stop';
      cancelled = true;
      pause?.end();
    },
  };
  expose(api);
}
