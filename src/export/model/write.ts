import { strToU8, zipSync, type Zippable } from 'fflate';
import type { NetworkModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { files, FORMAT, FORMAT_VERSION, type NetworkFacts } from './facts';
import { kerasLayers } from './keras';

interface Source {
  /** The result that holds the network. */
  result: RunResult;
  model: NetworkModel;
  /** The table it was trained on. */
  table: Pick<ImageTable, 'classes' | 'pixelMax' | 'fingerprint'>;
  /** Of the lab. */
  version: string;
}

/** The same bytes for the same network: a .zip has no year before this one. */
const MTIME = new Date(1980, 0, 1);
const LEVEL = 6;

/** A LayersModel of tfjs: topology and what `weights.bin` holds in which order. */
export function modelJson(model: NetworkModel, version: string) {
  return {
    format: 'layers-model',
    generatedBy: `Fewlabels ${version}`,
    convertedBy: null,
    modelTopology: {
      class_name: 'Sequential',
      config: { name: 'fewlabels', layers: kerasLayers(model) },
      keras_version: '2.15.0',
      backend: 'tensorflow',
    },
    weightsManifest: [
      {
        paths: [files.weights],
        weights: model.weightShapes.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
      },
    ],
  };
}

export function networkFacts({ result, model, table, version }: Source): NetworkFacts {
  const { build, epochs, backend, trainRows, validationRows, testShift = 0 } = model;
  const { height, width, channels } = build;
  return {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    labVersion: version,
    name: result.name,
    classes: [...(model.classes ?? table.classes)],
    imageShape: { height, width, channels },
    pixelMax: table.pixelMax,
    featureLayer: model.layers[model.layers.length - 2].name,
    testShift,
    training: {
      method: result.method,
      params: result.params,
      epochs,
      backend,
      fingerprint: table.fingerprint,
      trainRows: trainRows.length,
      validationRows: validationRows.length,
    },
  };
}

/** Little-endian, whatever the machine's order. */
function bytesOf(weights: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(weights.length * 4));
  weights.forEach((weight, i) => view.setFloat32(i * 4, weight, true));
  return new Uint8Array(view.buffer);
}

const json = (value: unknown): Uint8Array => strToU8(`${JSON.stringify(value, null, 1)}\n`);

/** A network as one .zip: what plain tfjs loads, and beside it what only the lab knows. */
export function writeNetwork(source: Source): Uint8Array<ArrayBuffer> {
  const contents: Zippable = {
    [files.model]: json(modelJson(source.model, source.version)),
    [files.weights]: bytesOf(source.model.weights),
    [files.facts]: json(networkFacts(source)),
  };
  return zipSync(contents, { level: LEVEL, mtime: MTIME });
}
