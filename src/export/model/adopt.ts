import { ExpectedFailure } from '../../core/failure';
import type { ImageShape } from '../../core/method';
import type { NetworkModel } from '../../core/models';
import type { NetworkLayer } from '../../core/network-layers';
import type { ImageTable } from '../../data/dataset';
import { summarise } from '../../methods/neural/cnn/layers';
import type { NetworkFile } from './read';

type Table = Pick<ImageTable, 'shape' | 'classes' | 'labels' | 'pixelMax' | 'fingerprint'>;

const sizeText = ({ height, width, channels }: ImageShape): string =>
  channels === 1 ? `${height} × ${width}` : `${height} × ${width} × ${channels}`;

/**
 * A network from a file, made ready for the open data: its outputs in the order of the table's class codes, those of
 * classes that the table does not have after them. It has been checked on no rows yet.
 * @throws ExpectedFailure when its images or classes are others.
 */
export function adopt(
  { imageShape, layers, weights, facts }: NetworkFile,
  table: Table,
): NetworkModel {
  if (sizeText(imageShape) !== sizeText(table.shape))
    throw new ExpectedFailure(
      'badInput',
      `This model takes images of ${sizeText(imageShape)}, the open data has ${sizeText(table.shape)}. What was open was kept.`,
    );
  const nClasses = layers[layers.length - 1].outputs;
  const known = table.labels ? table.classes : [];
  const names = facts?.classes ?? namesFor(nClasses, known);
  const foreign = known.filter((name) => !names.includes(name));
  if (foreign.length > 0)
    throw new ExpectedFailure(
      'badInput',
      `This model does not know the class ${foreign.slice(0, 3).join(', ')} of the open data, only ${names.slice(0, 12).join(', ')}. What was open was kept.`,
    );
  const classes = [...known, ...names.filter((name) => !known.includes(name))];
  const order = classes.map((name) => names.indexOf(name));
  const testShift = facts?.testShift ?? 0;
  return {
    kind: 'network',
    ...summarise(layers),
    weights: withOutputs(weights, order, layers[layers.length - 1]),
    build: { ...imageShape, nClasses },
    structure: layers,
    classes,
    ...(testShift > 0 ? { testShift } : {}),
    epochs: facts?.training.epochs ?? [],
    backend: facts?.training.backend ?? 'an unknown machine',
    backendTimings: [],
    figures: {},
    warnings: warningsFor(facts, table, known.length > 0),
    trainRows: new Uint32Array(0),
    validationRows: new Uint32Array(0),
    validationPredictions: new Int32Array(0),
    validationProbabilities: new Float32Array(0),
  };
}

/** A file of another program names no classes: they are the data's, if as many, or numbers. */
const namesFor = (count: number, known: readonly string[]): readonly string[] =>
  known.length === count ? known : Array.from({ length: count }, (_, code) => String(code));

/** The weights with the last layer's outputs in another order: its kernel (in × out) and bias are at the end. */
function withOutputs(
  weights: Float32Array,
  order: readonly number[],
  last: NetworkLayer,
): Float32Array {
  const out = weights.slice();
  const rows = (last.kind === 'dense' ? last.inputs : 0) + 1;
  for (let row = weights.length - rows * order.length; row < weights.length; row += order.length)
    order.forEach((from, to) => (out[row + to] = weights[row + from]));
  return out;
}

function warningsFor(facts: NetworkFile['facts'], table: Table, labelled: boolean): string[] {
  const warnings: string[] = [];
  if (!facts)
    warnings.push(
      'The file does not name its classes, nor what its pixels were divided by: they are taken to be those of the open data in their order, and pixels from 0 to 1.',
    );
  if (facts && facts.pixelMax !== table.pixelMax)
    warnings.push(
      `The network learned from pixels divided by ${facts.pixelMax}; those of the open data are divided by ${table.pixelMax}.`,
    );
  if (facts && labelled && facts.training.fingerprint === table.fingerprint)
    warnings.push(
      'The network was trained on rows of this very table: its accuracy here says little about new images.',
    );
  return warnings;
}
