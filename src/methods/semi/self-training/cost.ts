import { inTurn, type Cost } from '../../../core/cost';
import type { InputFacts } from '../../../core/method';
import { defaultsOf } from '../../../core/params';
import { cnnCost, runCost } from '../../neural/cnn/cost';
import { buildLayers, featureLayerOf } from '../../neural/cnn/layers';
import { poissonMboMethod } from '../poisson-mbo/descriptor';
import { EDGE_COMPONENTS } from './edge-components';
import type { SelfTrainingParams } from './params';
import { planOf } from './plan';

/** Graphs and networks in turn. */
export function selfTrainingCost(input: InputFacts, params: SelfTrainingParams): Cost {
  const { firstLabels, maxIter, spread, nNeighbors } = params;
  const { rows, labelled = 0, nClasses = 10, imageShape } = input;
  if (!imageShape) return { shared: 0, alone: 0, bytes: 0 };
  const plan = planOf(params);
  const mbo = defaultsOf(poissonMboMethod.params);
  const graph = (cols: number): Cost =>
    poissonMboMethod.cost({ rows, cols, nClasses, valueBytes: 8 }, { ...mbo, nNeighbors });
  const validationShare = labelled / (rows + labelled);
  const layers = buildLayers(imageShape, nClasses, plan);
  const features = layers[featureLayerOf(layers)].outputs;
  const round = [
    cnnCost({ ...input, labelled: rows + labelled }, { ...plan, validationShare, testShift: 0 }),
    runCost(input, plan),
    ...(spread ? [graph(features)] : []),
  ];
  const rounds = Array.from({ length: maxIter }, () => round).flat();
  return inTurn(...(firstLabels === 'gradients' ? [graph(EDGE_COMPONENTS)] : []), ...rounds);
}
