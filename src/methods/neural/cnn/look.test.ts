import { describe, expect, it } from 'vitest';
import { matrix, takeRows, type Matrix } from '../../../core/matrix';
import type { NetworkDesign, NetworkModel } from '../../../core/models';
import { RandomState } from '../../../core/random/random-state';
import { runToEnd } from '../../../core/task';
import { createTestRuntime } from '../../../kernels/runtime/test-runtime';
import { glorotUniform } from '../training/initial-weights';
import { check } from './check';
import { buildLayers, studyDesign, summarise } from './layers';
import { look } from './look';
import { features, predict } from './predict';

const kernels = createTestRuntime();
const random = new RandomState(1);
const shape = { height: 8, width: 9, channels: 1 };
const cols = shape.height * shape.width;
const X = matrix(
  Float32Array.from({ length: 5 * cols }, () => random.randomSample()),
  5,
  cols,
);
const normalised: NetworkDesign = { architecture: 'deep', batchNormalisation: true };

function networkOf(design: NetworkDesign): NetworkModel {
  const layers = buildLayers(shape, 3, design);
  return {
    kind: 'network',
    ...summarise(layers),
    weights: glorotUniform(layers, random),
    build: { ...shape, nClasses: 3, design },
    epochs: [],
    backend: 'wasm',
    backendTimings: [],
    figures: {},
    warnings: [],
    trainRows: new Uint32Array(0),
    validationRows: new Uint32Array(0),
    validationPredictions: new Int32Array(0),
    validationProbabilities: new Float32Array(0),
  };
}

/** An array of the network by its name. */
function array({ weights, weightShapes }: NetworkModel, wanted: string): Float32Array {
  let at = 0;
  for (const { name, shape: sides } of weightShapes) {
    const length = sides.reduce((product, side) => product * side, 1);
    if (name === wanted) return weights.subarray(at, at + length);
    at += length;
  }
  throw new Error(`no ${wanted}`);
}

describe.each([studyDesign, normalised])('looking into %o', (design) => {
  const model = networkOf(design);
  const convolutions = model.layers.filter(({ type }) => type.startsWith('Conv2D'));

  it('gives back its memory, and maps of the shapes of the summary', () => {
    const maps = look(model, takeRows(X, [2]), { kernels });
    expect(kernels.memory.used).toBe(0);
    expect(maps.map(({ name }) => name)).toEqual(convolutions.map(({ name }) => name));
    for (const { height, width, filters, values } of maps)
      expect(values).toHaveLength(height * width * filters);
    const flat = model.layers.find(({ type }) => type === 'Flatten');
    expect(maps[maps.length - 1].values).toHaveLength(flat?.outputShape[0] ?? 0);
  });

  it('shows in the last maps what the features are made of', () => {
    for (const row of [0, 3]) {
      const one = takeRows(X, [row]);
      const { values } = look(model, one, { kernels })[convolutions.length - 1];
      const [kernel, bias] = [array(model, 'dense/kernel'), array(model, 'dense/bias')];
      const found: Matrix = runToEnd(features(model, one, { kernels }));
      found.data.forEach((feature, o) => {
        const sum = values.reduce(
          (total, value, i) => total + value * kernel[i * bias.length + o],
          0,
        );
        expect(feature).toBeCloseTo(Math.max(0, sum + bias[o]), 4);
      });
    }
  });
});

describe('checking a network from a file', () => {
  const model = networkOf(studyDesign);

  it('takes the rows with a label for its validation rows', () => {
    const y = Int32Array.of(-1, 2, -1, 0, 1);
    const checked = runToEnd(check(model, { X, y, nClasses: 3 }, { kernels }));
    expect(checked.validationRows).toEqual(Uint32Array.of(1, 3, 4));
    const all = runToEnd(predict(model, X, { kernels }));
    expect([...checked.validationPredictions]).toEqual([1, 3, 4].map((row) => all.labels[row]));
    expect(checked.validationProbabilities.subarray(3, 6)).toEqual(
      all.probabilities?.subarray(9, 12),
    );
  });

  it('leaves it as it is where no row has one', () => {
    expect(runToEnd(check(model, { X }, { kernels }))).toBe(model);
  });
});
