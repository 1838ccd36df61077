import { strFromU8, unzipSync } from 'fflate';
import { ExpectedFailure } from '../../core/failure';
import type { ImageShape } from '../../core/method';
import type { NetworkLayer } from '../../core/network-layers';
import { files, FORMAT, FORMAT_VERSION, type NetworkFacts } from './facts';
import { EPSILON, type KerasLayer } from './keras';
import { refused, structureOf, type NamedLayer } from './structure';

/** A network as a file holds it, before anyone has looked whether it fits the open data. */
export interface NetworkFile {
  imageShape: ImageShape;
  layers: NetworkLayer[];
  /** Kernel and bias of each layer, in Keras's order. */
  weights: Float32Array;
  /** Absent in files of other programs. */
  facts?: NetworkFacts;
}

/** A whole network is some megabytes; more than this is no network of ours, or a trap. */
const MOST_BYTES = 2 ** 28;

const damaged = (why: string): ExpectedFailure =>
  new ExpectedFailure(
    'badFile',
    `This is not a model file (a .zip with model.json and its weights), or it is damaged: ${why}. What was open was kept.`,
  );

interface WeightSpec {
  name: string;
  shape: number[];
  dtype: string;
  quantization?: unknown;
}

interface ModelJson {
  modelTopology?: Topology & { model_config?: Topology };
  weightsManifest?: { paths: string[]; weights: WeightSpec[] }[];
}
interface Topology {
  class_name?: string;
  config?: KerasLayer[] | { layers?: KerasLayer[] };
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  try {
    return unzipSync(bytes, { filter: ({ originalSize }) => (total += originalSize) < MOST_BYTES });
  } catch {
    throw damaged('it is not a whole .zip file');
  }
}

function parsed(file: Uint8Array, name: string): unknown {
  try {
    return JSON.parse(strFromU8(file));
  } catch {
    throw damaged(`${name} cannot be read`);
  }
}

/** Reads a network out of a .zip of ours, or of any with a tfjs LayersModel. @throws ExpectedFailure */
export function readNetwork(bytes: Uint8Array): NetworkFile {
  const entries = unzip(bytes);
  const path = Object.keys(entries).find((name) => /(^|\/)model\.json$/.test(name));
  if (path === undefined) throw damaged(`it has no ${files.model}`);
  const folder = path.slice(0, -files.model.length);
  const model = parsed(entries[path], files.model) as ModelJson;
  try {
    const { imageShape, named } = structureOf(layersIn(model));
    const weights = weightsOf(
      named,
      arraysOf(model, (name) => entries[`${folder}${name}`]),
    );
    const written = entries[`${folder}${files.facts}`];
    const facts = written && checkedFacts(parsed(written, files.facts) as NetworkFacts, named);
    return { imageShape, layers: named.map(({ layer }) => layer), weights, facts };
  } catch (thrown) {
    // A stranger's JSON may lack anything anywhere.
    if (thrown instanceof TypeError) throw damaged('its parts do not belong together');
    throw thrown;
  }
}

function layersIn({ modelTopology }: ModelJson): KerasLayer[] {
  const topology = modelTopology?.model_config ?? modelTopology;
  if (!topology?.config) throw damaged(`${files.model} describes no network`);
  if (topology.class_name !== 'Sequential')
    throw refused('its layers are not in one row (Sequential)');
  const layers = Array.isArray(topology.config) ? topology.config : topology.config.layers;
  if (!layers?.length) throw damaged(`${files.model} has no layers`);
  return layers;
}

/** The weights by name. */
function arraysOf(
  { weightsManifest = [] }: ModelJson,
  entryOf: (name: string) => Uint8Array | undefined,
): Map<string, Float32Array> {
  const arrays = new Map<string, Float32Array>();
  for (const { paths, weights } of weightsManifest) {
    const parts = paths.map((name) => {
      const part = entryOf(name);
      if (!part) throw damaged(`${name} is missing`);
      return part;
    });
    const view = new DataView(joined(parts));
    let at = 0;
    for (const { name, shape, dtype, quantization } of weights) {
      if (dtype !== 'float32' || quantization) throw refused(`${name} is not in single precision`);
      const length = shape.reduce((product, side) => product * side, 1);
      if (at + 4 * length > view.byteLength) throw damaged('its weights are cut short');
      const from = at;
      arrays.set(
        name,
        Float32Array.from({ length }, (_, i) => view.getFloat32(from + 4 * i, true)),
      );
      at += 4 * length;
    }
    if (at !== view.byteLength) throw damaged('it holds more weights than it names');
  }
  return arrays;
}

function joined(parts: readonly Uint8Array[]): ArrayBuffer {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.buffer;
}

function weightsOf(named: readonly NamedLayer[], arrays: Map<string, Float32Array>): Float32Array {
  const find = (name: string): Float32Array | undefined =>
    arrays.get(name) ?? [...arrays].find(([other]) => other.endsWith(`/${name}`))?.[1];
  const parts = named.flatMap(({ name, layer, normalisation }) => {
    const { outputs } = layer;
    const inputs = layer.kind === 'conv' ? 9 * layer.channels : layer.inputs;
    const of = (whose: string, part: string, length: number, absent?: number): Float32Array => {
      const found = find(`${whose}/${part}`);
      const array = found ?? (absent === undefined ? found : new Float32Array(length).fill(absent));
      if (array?.length === length) return array;
      throw damaged(`the weights of ${whose} are missing or of another size`);
    };
    const own = [of(name, 'kernel', inputs * outputs), of(name, 'bias', outputs, 0)];
    if (!normalisation) return own;
    const { name: norm, epsilon } = normalisation;
    const variance = of(norm, 'moving_variance', outputs);
    return [
      ...own,
      of(norm, 'gamma', outputs, 1),
      of(norm, 'beta', outputs, 0),
      of(norm, 'moving_mean', outputs),
      // The kernels add their own.
      epsilon === EPSILON ? variance : variance.map((value) => value + epsilon - EPSILON),
    ];
  });
  const weights = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    weights.set(part, at);
    at += part.length;
  }
  if (!weights.every(Number.isFinite)) throw damaged('some of its weights are no numbers');
  return weights;
}

function checkedFacts(facts: NetworkFacts, named: readonly NamedLayer[]): NetworkFacts {
  if (facts.format !== FORMAT) throw damaged(`${files.facts} says it is something else`);
  if (facts.formatVersion !== FORMAT_VERSION)
    throw refused('it was written by another version of Fewlabels that this one cannot read');
  const { classes, pixelMax, testShift, name, training } = facts;
  const whole =
    Array.isArray(classes) &&
    classes.length === named[named.length - 1].layer.outputs &&
    classes.every((one) => typeof one === 'string') &&
    new Set(classes).size === classes.length &&
    pixelMax > 0 &&
    Number.isInteger(testShift) &&
    testShift >= 0 &&
    typeof name === 'string' &&
    Array.isArray(training.epochs) &&
    training.epochs.every((epoch) => Number.isFinite(epoch.accuracy + epoch.loss)) &&
    typeof training.fingerprint === 'string';
  if (!whole) throw damaged(`${files.facts} does not fit the network`);
  return facts;
}
