import { defineMethod } from '../../../core/method';
import { labellingProblem } from '../shared/check-input';
import type { GraphLabellingModel } from '../shared/model';
import { deviations, graphParams, iterationParams } from '../shared/params';
import { labellingCost } from '../shared/cost';

const params = { ...graphParams, ...iterationParams(1000) };

export const labelPropagationMethod = defineMethod<typeof params, GraphLabellingModel>({
  id: 'labelPropagation',
  family: 'semi',
  title: 'Label propagation',
  summary: 'Spreads few labels over a neighbour graph and keeps every given label as it is.',
  thread: 'compute',
  params,
  result: 'labelling',
  tags: ['deterministic', 'iterative', 'inductive'],
  references: [
    {
      title: 'Learning from labeled and unlabeled data with label propagation',
      source: 'Zhu & Ghahramani, technical report CMU-CALD-02-107, 2002',
    },
  ],
  deviations,
  checkInput: labellingProblem,
  cost: (facts, params) => labellingCost(facts, params, 200),
  load: async () => (await import('./fit')).labelPropagation,
});
