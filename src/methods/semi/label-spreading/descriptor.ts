import { defineMethod } from '../../../core/method';
import { number } from '../../../core/params';
import { labellingProblem } from '../shared/check-input';
import type { GraphLabellingModel } from '../shared/model';
import { deviations, graphParams, iterationParams } from '../shared/params';
import { labellingCost } from '../shared/cost';

const params = {
  ...graphParams,
  alpha: number({
    label: 'Alpha',
    help: 'Share of its label a row takes from its neighbours in each iteration; the rest stays its own.',
    default: 0.2,
    min: 0,
    max: 1,
    exclusiveMin: true,
    exclusiveMax: true,
  }),
  ...iterationParams(30),
};

export const labelSpreadingMethod = defineMethod<typeof params, GraphLabellingModel>({
  id: 'labelSpreading',
  family: 'semi',
  title: 'Label spreading',
  summary:
    'Spreads few labels over a neighbour graph; given labels are soft, so a wrong one can be outvoted.',
  thread: 'compute',
  params,
  result: 'labelling',
  tags: ['deterministic', 'iterative', 'inductive'],
  references: [
    {
      title: 'Learning with local and global consistency',
      source: 'Zhou, Bousquet, Lal, Weston & Schölkopf, NIPS 2003',
    },
  ],
  deviations,
  checkInput: labellingProblem,
  cost: (facts, params) => labellingCost(facts, params, 10),
  load: async () => (await import('./fit')).labelSpreading,
});
