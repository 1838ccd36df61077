import type { PartialResult, Signal, Task } from '../../../core/task';
import type { UmapLayout } from '../../../kernels/umap-layout/wasm';

const SHOW_EVERY = 5;

export interface Annealing {
  nEpochs: number;
  /** Length of the first steps; it falls to 0 evenly. */
  learningRate: number;
  stage: (epoch: number) => string;
  /** The map so far, to show on the way. */
  picture?: (epoch: number) => PartialResult;
}

/** Runs the epochs with ever shorter steps; returns how many were done, fewer than asked for when stopped. */
export function* anneal(
  layout: UmapLayout,
  { nEpochs, learningRate, stage, picture }: Annealing,
): Task<{ nIter: number; stopped: boolean }> {
  for (let epoch = 1; epoch <= nEpochs; epoch++) {
    const alpha = learningRate * (1 - (epoch - 1) / nEpochs);
    const steps = layout.epoch(epoch, alpha, stage(epoch));
    let signal: Signal = 'go';
    for (let step = steps.next(signal); ; step = steps.next(signal)) {
      if (step.done) {
        signal = step.value;
        break;
      }
      signal = yield { ...step.value, fraction: (epoch - 1 + step.value.fraction) / nEpochs };
    }
    const partial = epoch % SHOW_EVERY === 0 ? picture?.(epoch) : undefined;
    if (partial) {
      const shown = yield { fraction: epoch / nEpochs, stage: stage(epoch), partial };
      if (shown === 'stop') signal = 'stop';
    }
    if (signal === 'stop' && epoch < nEpochs) return { nIter: epoch, stopped: true };
  }
  return { nIter: nEpochs, stopped: false };
}
