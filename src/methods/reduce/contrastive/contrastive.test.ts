import { describe, expect, it } from 'vitest';
import { matrix, type Matrix } from '../../../core/matrix';
import { defaultsOf } from '../../../core/params';
import { RandomState } from '../../../core/random/random-state';
import { runToEnd, type Task } from '../../../core/task';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import { createTestRuntime, onThreeThreads } from '../../../kernels/runtime/test-runtime';
import { labelSpreading } from '../../semi/label-spreading/fit';
import { labelSpreadingMethod } from '../../semi/label-spreading/descriptor';
import { readDigits } from '../../testing/digits';
import { contrastiveMethod } from './descriptor';
import { contrastive } from './fit';
import type { ContrastiveModel } from './model';
import type { ContrastiveParams } from './params';

/** As many of the digits as are learned from in a moment. */
const ROWS = 600;
const { labels: allLabels, pixels } = readDigits();
const labels = allLabels.subarray(0, ROWS);
const digits = matrix(pixels.subarray(0, ROWS * 64), ROWS, 64, 1 / 16);
const imageShape = { height: 8, width: 8, channels: 1 };

function fit(
  X: Matrix,
  changed: Partial<ContrastiveParams> = {},
  kernels: KernelRuntime = createTestRuntime(),
): ContrastiveModel {
  const params = { ...defaultsOf(contrastiveMethod.params), ...changed };
  return runToEnd(
    contrastive.fit({ X, imageShape }, params, { kernels }) as Task<ContrastiveModel>,
  );
}

const few = matrix(pixels.subarray(0, 80 * 64), 80, 64, 1 / 16);

/** Accuracy of label spreading with ten labels per class, the mean of three draws. */
function spread(X: Matrix): number {
  const kernels = createTestRuntime();
  const params = defaultsOf(labelSpreadingMethod.params);
  const scores = [0, 1, 2].map((seed) => {
    const y = new Int32Array(labels.length).fill(-1);
    const left = new Array<number>(10).fill(10);
    for (const row of new RandomState(seed).permutation(labels.length))
      if (left[labels[row]]-- > 0) y[row] = labels[row];
    const model = runToEnd(
      labelSpreading.fit({ X, y, nClasses: 10 }, params, { kernels }) as Task<{
        labels: Int32Array;
      }>,
    );
    const hidden = labels.map((_, row) => row).filter((row) => y[row] < 0);
    return hidden.filter((row) => model.labels[row] === labels[row]).length / hidden.length;
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

describe('contrastive learning', () => {
  it('learns from the digits, and its features spread ten labels per class better than pixels', () => {
    const epochs = 15;
    const model = fit(digits, { epochs });
    const { losses, coordinates, dims, warnings } = model;
    expect(losses).toHaveLength(epochs);
    expect(losses.at(-1)).toBeLessThan(0.8 * losses[0]);
    expect(warnings).toEqual([]);
    const [learned, plain] = [matrix(coordinates, labels.length, dims), digits].map(spread);
    expect(learned).toBeGreaterThan(plain + 0.01);
  });

  it('gives the same bits on three threads, and others by another seed', () => {
    const alone = fit(few, { epochs: 2 });
    const shared = fit(few, { epochs: 2 }, onThreeThreads(createTestRuntime()));
    expect(shared).toEqual(alone);
    expect(fit(few, { epochs: 2, randomState: 1 }).coordinates).not.toEqual(alone.coordinates);
  });

  it('does not mind the unit of the pixels', () => {
    const raw = fit({ ...few, scale: 1 }, { epochs: 1 });
    const unit = fit({ ...few, scale: 1 / 16 }, { epochs: 1 });
    unit.coordinates.forEach((value, i) => expect(raw.coordinates[i]).toBeCloseTo(value, 3));
  });

  it('places new images as it placed the same ones before', () => {
    const kernels = createTestRuntime();
    const model = fit(few, { epochs: 1 });
    const again = runToEnd(contrastive.transform?.(model, few, { kernels }) as Task<Matrix>);
    again.data.forEach((value, i) => expect(value).toBeCloseTo(model.coordinates[i], 5));
    expect([again.rows, again.cols]).toEqual([80, model.dims]);
  });

  it('says so when nothing is learned', () => {
    const { warnings } = fit(few, { epochs: 2, learningRate: 1e-9 });
    expect(warnings.join()).toMatch(/loss hardly fell/);
  });

  it('keeps what is learned when stopped, and says how far it came', () => {
    const kernels = createTestRuntime();
    const params = { ...defaultsOf(contrastiveMethod.params) };
    const task = contrastive.fit({ X: few, imageShape }, params, {
      kernels,
    }) as Task<ContrastiveModel>;
    for (let yields = 0; ; yields++) {
      const step = task.next(yields >= 5 ? 'stop' : 'go');
      if (!step.done) continue;
      expect(step.value).toMatchObject({ stopped: true, dims: 50 });
      expect(step.value.losses.length).toBeLessThan(10);
      expect(step.value.warnings[0]).toMatch(/^Stopped in epoch \d+ of/);
      break;
    }
    expect(kernels.memory.used).toBe(0);
  });

  it('asks for images, at least two, and no more dimensions than rows', () => {
    const params = defaultsOf(contrastiveMethod.params);
    const problem = (facts: object) =>
      contrastiveMethod.checkInput({ rows: 100, cols: 64, imageShape, ...facts }, params);
    expect(problem({})).toBeUndefined();
    expect(problem({ imageShape: undefined })).toMatchObject({ where: 'imageShape' });
    expect(problem({ cols: 50 })).toMatchObject({ where: 'imageShape' });
    expect(problem({ rows: 1 })).toMatchObject({ where: 'rows' });
    expect(problem({ rows: 40 })).toMatchObject({ where: 'nComponents' });
  });
});
