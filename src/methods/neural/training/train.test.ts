import type { Progress, StepFigures } from '../../../core/task';
import { describe, expect, it } from 'vitest';
import { matrix } from '../../../core/matrix';
import { RandomState } from '../../../core/random/random-state';
import type { NetworkLayer } from '../../../kernels/network/shape';
import { createTestRuntime } from '../../../kernels/runtime/test-runtime';
import type { EpochNetwork } from '../../../core/training';
import { better } from './best';
import { glorotUniform } from './initial-weights';
import { KernelTrainer } from './kernel-trainer';
import { NetworkRunner } from './network-runner';
import { plainPlan } from './plan';
import { train, type Loop } from './train';
import type { Trainer } from './trainer';

const layers: NetworkLayer[] = [
  { kind: 'dense', inputs: 6, outputs: 8, relu: true },
  { kind: 'dense', inputs: 8, outputs: 2, relu: false },
];

/** Two classes that one threshold tells apart; the first trainer fails at its step number `failAt`. */
function loopThatFails(failAt: number, backend: Trainer['backend']) {
  const kernels = createTestRuntime();
  const random = new RandomState(5);
  const y = Int32Array.from({ length: 50 }, (_, row) => row % 2);
  const X = matrix(
    Float32Array.from(
      { length: 300 },
      (_, i) => y[Math.floor(i / 6)] + 0.1 * random.standardNormal(),
    ),
    50,
    6,
  );
  const weights = glorotUniform(layers, random);
  const options = { layers, start: weights, batchSize: 10, plan: plainPlan };
  const startedFrom: Parameters<Loop['fallBack']>[0][] = [];
  let steps = 0;
  let disposed = 0;
  const inner = new KernelTrainer(kernels, options);
  const failing: Trainer = {
    backend,
    scoreEvery: 2,
    step(...given) {
      if (++steps === failAt) throw new Error('device lost');
      return inner.step(...given);
    },
    takeScore: () => inner.takeScore(),
    weights: () => inner.weights(),
    state: () => inner.state(),
    dispose: () => void disposed++,
  };
  const rows = Uint32Array.from({ length: 50 }, (_, i) => i);
  const loop: Loop = {
    trainer: failing,
    fallBack(from) {
      startedFrom.push(from);
      return new KernelTrainer(kernels, { ...options, start: from });
    },
    runner: new NetworkRunner(kernels, layers),
    data: {
      X,
      y,
      imageShape: { height: 1, width: 6, channels: 1 },
      train: rows.subarray(0, 40),
      validation: rows.subarray(40),
    },
    plan: { ...plainPlan, epochs: 3, batchSize: 10, learningRate: 0.05 },
    denseInputs: 6,
    randomState: 5,
    now: () => 0,
    weights,
  };
  return { loop, startedFrom, disposals: () => disposed };
}

async function finish(loop: Loop, hear?: (progress: Progress) => void) {
  const task = train(loop);
  for (;;) {
    const step = await task.next('go');
    if (step.done) return step.value;
    hear?.(step.value);
  }
}

describe('a graphics card that fails', () => {
  it('in the second epoch: training goes on from the end of the first on the processor', async () => {
    const { loop, startedFrom, disposals } = loopThatFails(6, 'webgl');
    const trained = await finish(loop);
    expect(trained.epochs).toHaveLength(3);
    expect(trained.kept?.figures.valAccuracy).toBe(1);
    expect(trained.warnings.join()).toContain('webgl failed in epoch 2 (device lost)');
    expect(loop.trainer.backend).toBe('wasm');
    expect(disposals()).toBe(1);
    expect(startedFrom).toHaveLength(1);
    expect(startedFrom[0]).toMatchObject({ steps: 4 });
  });

  it('in the first epoch: it starts anew', async () => {
    const { loop, startedFrom } = loopThatFails(2, 'webgpu');
    expect((await finish(loop)).epochs).toHaveLength(3);
    expect(startedFrom[0]).toEqual(loop.weights);
  });

  it('is no excuse for the kernels', async () => {
    const { loop } = loopThatFails(2, 'wasm');
    await expect(finish(loop)).rejects.toThrow('device lost');
  });
});

it('tells of an epoch under way how much was learned from, and in which time', async () => {
  const { loop } = loopThatFails(Infinity, 'wasm');
  let clock = 0;
  loop.now = () => (clock += 250);
  const told: StepFigures[] = [];
  await finish(loop, ({ partial }) => {
    if (partial?.kind === 'epochs' && partial.step) told.push(partial.step);
  });
  const ends = told.filter(({ steps }) => steps === 4);
  expect(new Set(ends.map(({ epoch }) => epoch))).toEqual(new Set([1, 2, 3]));
  for (const { images, seconds } of ends) {
    expect(images).toBe(40);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(4); // of this epoch alone
  }
});

describe('the better network', () => {
  const at = (epoch: number, valAccuracy: number, valLoss: number): EpochNetwork => ({
    epoch,
    figures: { accuracy: 0, loss: 0, valAccuracy, valLoss, seconds: 0, msPerStep: 0 },
    weights: new Float32Array(0),
    probabilities: new Float32Array(0),
  });
  it.each([
    [at(1, 0.9, 1), at(2, 0.8, 0.1), 1],
    [at(1, 0.9, 1), at(2, 0.9, 0.5), 2],
    [at(1, 0.9, 1), at(2, 0.9, 1), 1],
  ])('is right more often, then surer, then earlier (case %#)', (a, b, epoch) => {
    expect(better(a, b).epoch).toBe(epoch);
  });
});
