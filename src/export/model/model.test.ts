import { loadLayersModel } from '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { matrix } from '../../core/matrix';
import type { NetworkModel } from '../../core/models';
import { RandomState } from '../../core/random/random-state';
import type { RunResult } from '../../core/run';
import { runToEnd } from '../../core/task';
import { createTestRuntime } from '../../kernels/runtime/test-runtime';
import type { NetworkDesign } from '../../core/models';
import { buildLayers, studyDesign, summarise } from '../../methods/neural/cnn/layers';
import { predict } from '../../methods/neural/cnn/predict';
import { glorotUniform } from '../../methods/neural/training/initial-weights';
import { adopt } from './adopt';
import { readNetwork } from './read';
import { writeNetwork } from './write';

const kernels = createTestRuntime();
const random = new RandomState(3);
const CLASSES = ['a', 'b', 'c'];

const deep: NetworkDesign = { architecture: 'deep', batchNormalisation: true };

function networkFor(
  height: number,
  width: number,
  channels: number,
  design = studyDesign,
): NetworkModel {
  const layers = buildLayers({ height, width, channels }, CLASSES.length, design);
  const weights = glorotUniform(layers, random).map(
    (value) => value + 0.01 * random.standardNormal(),
  );
  return {
    kind: 'network',
    ...summarise(layers),
    weights,
    build: { height, width, channels, nClasses: CLASSES.length, design },
    epochs: [{ accuracy: 0.5, loss: 1, valAccuracy: 0.5, valLoss: 1, seconds: 1, msPerStep: 1 }],
    backend: 'wasm',
    backendTimings: [],
    figures: {},
    warnings: [],
    trainRows: new Uint32Array(4),
    validationRows: new Uint32Array(1),
    validationPredictions: new Int32Array(1),
    validationProbabilities: new Float32Array(3),
  };
}

const tableFor = (
  { build: { height, width, channels } }: NetworkModel,
  classes: string[] = CLASSES,
) => ({
  shape: { height, width, channels },
  classes,
  labels: new Int32Array(1),
  pixelMax: 255,
  fingerprint: 'f',
});

const written = (model: NetworkModel, table = tableFor(model)) =>
  writeNetwork({
    result: { name: 'A net', method: 'cnn', params: { randomState: 7 } } as unknown as RunResult,
    model,
    table,
    version: '1.2.3',
  });

const imagesFor = ({ build }: NetworkModel, rows: number) => {
  const cols = build.height * build.width * build.channels;
  const data = Float32Array.from({ length: rows * cols }, () => random.randomSample());
  return matrix(data, rows, cols);
};

const ours = (model: NetworkModel, X: ReturnType<typeof imagesFor>): Float32Array =>
  runToEnd(predict(model, X, { kernels })).probabilities as Float32Array;

/** JSON to be spoilt: nothing is known of it. */
// oxlint-disable-next-line typescript/no-explicit-any -- that is the point of it
type Json = any;

/** A changed copy of a file. */
function changed(
  file: Uint8Array,
  change: (model: Json, entries: Record<string, Uint8Array>) => void,
) {
  const entries = unzipSync(file);
  const model: Json = JSON.parse(strFromU8(entries['model.json']));
  change(model, entries);
  return zipSync({ ...entries, 'model.json': strToU8(JSON.stringify(model)) });
}

const shapes = [
  [28, 28, 1, studyDesign],
  [8, 8, 1, studyDesign],
  [9, 12, 3, studyDesign],
  [8, 8, 1, deep],
] as const;

describe.each(shapes)('a network for %i × %i × %i, %o', (height, width, channels, design) => {
  const shape = [height, width, channels] as const;
  const model = networkFor(...shape, design);
  const X = imagesFor(model, 5);

  it('is loaded by plain tfjs and says the same of images', async () => {
    await tf.setBackend('cpu');
    const entries = unzipSync(written(model));
    const { modelTopology, weightsManifest, format } = JSON.parse(strFromU8(entries['model.json']));
    const loaded = await loadLayersModel({
      load: async () => ({
        format,
        modelTopology,
        weightSpecs: weightsManifest[0].weights,
        weightData: entries[weightsManifest[0].paths[0]].slice().buffer,
      }),
    });
    expect(loaded.layers.map(({ name }) => name)).toEqual(model.layers.map(({ name }) => name));
    const images = tf.tensor4d(X.data as Float32Array, [X.rows, ...shape]);
    const theirs = (loaded.predict(images) as tf.Tensor).dataSync();
    const mine = ours(model, X);
    expect(theirs).toHaveLength(mine.length);
    mine.forEach((p, i) => expect(theirs[i]).toBeCloseTo(p, 5));
  });

  it('comes back as it was', () => {
    const file = readNetwork(written(model));
    expect(file.weights).toEqual(model.weights);
    expect(file.facts).toMatchObject({
      name: 'A net',
      classes: CLASSES,
      labVersion: '1.2.3',
      training: { params: { randomState: 7 }, epochs: model.epochs, trainRows: 4 },
    });
    const back = adopt(file, tableFor(model));
    expect(back.layers).toEqual(model.layers);
    expect(back.weightShapes).toEqual(model.weightShapes);
    expect(ours(back, X)).toEqual(ours(model, X));
  });
});

describe('a file', () => {
  const model = networkFor(8, 8, 1);
  const file = written(model);

  it('is the same bytes for the same network', () => {
    expect(written(model)).toEqual(file);
  });

  it('of another program is read, its layers named at will and its weights in pieces', () => {
    const theirs = changed(file, (json, entries) => {
      delete entries['fewlabels.json'];
      const weights = entries['weights.bin'];
      delete entries['weights.bin'];
      entries.one = weights.slice(0, 1001);
      entries.two = weights.slice(1001);
      json.weightsManifest[0].paths = ['one', 'two'];
      for (const spec of json.weightsManifest[0].weights) spec.name = `net/${spec.name}`;
      json.modelTopology = { model_config: json.modelTopology };
      json.modelTopology.model_config.config.layers.splice(3, 0, {
        class_name: 'Dropout',
        config: { name: 'dropout', rate: 0.5 },
      });
    });
    const { weights, facts } = readNetwork(theirs);
    expect(weights).toEqual(model.weights);
    expect(facts).toBeUndefined();
    const adopted = adopt(readNetwork(theirs), tableFor(model));
    expect(adopted.classes).toEqual(CLASSES);
    expect(adopted.warnings).toHaveLength(1);
  });

  it.each<[string, (layers: Json[]) => unknown]>([
    ['conv2d is not a convolution of 3', (layers) => (layers[0].config.strides = [2, 2])],
    ['conv2d is not a convolution of 3', (layers) => (layers[0].config.activation = 'tanh')],
    ['conv2d is not a convolution of 3', (layers) => (layers[0].config.kernel_size = [5, 5])],
    ['max_pooling2d does not pool', (layers) => (layers[1].config.pool_size = [3, 3])],
    ['has 12 outputs', (layers) => (layers[0].config.filters = 12)],
    ['of a kind, or in a place', (layers) => (layers[1].class_name = 'AveragePooling2D')],
    ['of a kind, or in a place', (layers) => layers.splice(-3, 1)],
    ['end with a dense layer', (layers) => layers.splice(-2, 2)],
    [
      'dense_1 is not an output',
      (layers) => (layers[layers.length - 1].config.activation = 'sigmoid'),
    ],
    ['takes images', (layers) => (layers[0].config.batch_input_shape = [null, 64])],
  ])('is refused: %s', (why, change) => {
    const bad = changed(file, (json) => change(json.modelTopology.config.layers));
    expect(() => readNetwork(bad)).toThrow(why);
  });

  it.each<[string, Uint8Array]>([
    ['not a whole .zip', file.subarray(0, 900)],
    ['not a whole .zip', strToU8('label,pixel0\n1,2\n')],
    ['no model.json', zipSync({ 'a.txt': strToU8('a') })],
    ['cannot be read', zipSync({ 'model.json': strToU8('{') })],
    ['describes no network', zipSync({ 'model.json': strToU8('{}') })],
    ['weights.bin is missing', changed(file, (_, entries) => delete entries['weights.bin'])],
    [
      'cut short',
      changed(file, (_, all) => (all['weights.bin'] = all['weights.bin'].slice(0, 4000))),
    ],
    ['no numbers', changed(file, (_, all) => all['weights.bin'].fill(255))],
    ['does not fit', changed(file, (_, all) => swapClasses(all, ['a', 'b']))],
    ['do not belong', changed(file, (json) => (json.modelTopology.config.layers = [{}]))],
  ])('that is %s is damaged', (why, bad) => {
    expect(() => readNetwork(bad)).toThrow(why);
  });

  it('fits only data with its image shape and known classes', () => {
    const network = readNetwork(file);
    const table = tableFor(model);
    const wide = { ...table, shape: { height: 8, width: 9, channels: 1 } };
    expect(() => adopt(network, wide)).toThrow('takes images of 8 × 8, the open data has 8 × 9');
    expect(() => adopt(network, tableFor(model, ['a', 'x']))).toThrow('does not know the class x');
  });

  it('is put in the order of the data’s classes, the others after them', () => {
    const adopted = adopt(readNetwork(file), tableFor(model, ['c', 'a']));
    expect(adopted.classes).toEqual(['c', 'a', 'b']);
    const X = imagesFor(model, 4);
    const [before, after] = [ours(model, X), ours(adopted, X)];
    for (let row = 0; row < 4; row++)
      [2, 0, 1].forEach((from, to) =>
        expect(after[row * 3 + to]).toBeCloseTo(before[row * 3 + from], 6),
      );
  });

  it('says when it may have seen the rows, or other pixels', () => {
    const network = readNetwork(file);
    const table = tableFor(model);
    expect(adopt(network, table).warnings.join()).toContain('this very table');
    const other = { ...table, fingerprint: 'g', pixelMax: 16 };
    expect(adopt(network, other).warnings).toEqual([expect.stringContaining('divided by 16')]);
  });
});

function swapClasses(entries: Record<string, Uint8Array>, classes: string[]): void {
  const facts = JSON.parse(strFromU8(entries['fewlabels.json'])) as object;
  entries['fewlabels.json'] = strToU8(JSON.stringify({ ...facts, classes }));
}
