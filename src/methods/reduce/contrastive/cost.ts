import { inTurn, type Cost } from '../../../core/cost';
import type { ImageShape, InputFacts } from '../../../core/method';
import { activations, forward } from '../../neural/cnn/cost';
import { pcaCost } from '../pca/cost';
import { AT_ONCE } from './encode';
import { COMPARED, encoderLayers, parametersOf, trainedLayers, WIDTH } from './layers';
import type { ContrastiveParams } from './params';
import { batchCount, epochsOf } from './views';

const SINGLE = 4;
/** A multiply-add of the network; three times on the way there and back. */
const MULTIPLY = 1.4;
/** A pixel of a view changed, by one thread; one turned into edge directions; a number of a pair of views compared. */
const CHANGE = 900;
const EDGES = 650;
const PAIR = 4;
/** Waking threads, each step. */
const STEP = 1.5e7;

const pixelsOf = ({ height, width, channels }: ImageShape): number => height * width * channels;

/** Two views of every image in each epoch; then all rows once, and their principal components. */
export function contrastiveCost({ rows, imageShape }: InputFacts, params: ContrastiveParams): Cost {
  if (!imageShape) return { shared: 0, alone: 0, bytes: 0 };
  const [trained, encoder] = [trainedLayers(imageShape), encoderLayers(imageShape)];
  const pixels = pixelsOf(imageShape);
  const { batchSize, nComponents } = params;
  const batches = batchCount(rows, batchSize);
  const epochs = epochsOf(params.epochs, batches);
  const views = 2 * Math.ceil(rows / batches);
  const inputs = inputsOf(encoder);
  const learning: Cost = {
    shared:
      2 * rows * epochs * (3 * MULTIPLY * forward(trained) + EDGES * pixels) +
      epochs * batches * views ** 2 * COMPARED * PAIR,
    alone: epochs * (2 * rows * CHANGE * pixels + batches * STEP),
    bytes:
      views * ((2 * inputs + pixels + views) * SINGLE + activations(trained, true)) +
      6 * parametersOf(trained) * SINGLE,
  };
  const encoding: Cost = {
    shared: rows * (MULTIPLY * forward(encoder) + EDGES * pixels),
    alone: 0,
    bytes: AT_ONCE * (inputs + WIDTH) * SINGLE,
  };
  const components = pcaCost({ rows, cols: WIDTH, valueBytes: SINGLE }, { nComponents });
  return inTurn(learning, encoding, components);
}

const inputsOf = ([layer]: ReturnType<typeof encoderLayers>): number =>
  layer.kind === 'dense' ? layer.inputs : 0;
