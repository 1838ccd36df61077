import { choice, integer, number } from '../../../core/params';
import type { SimilarityParams } from './graph';

/** The graph of every method that solves on its Laplacian. */
export const similarityParams = {
  nNeighbors: integer({
    label: 'Neighbours',
    help: 'Nearest others that each row is linked to.',
    default: 10,
    min: 1,
    max: 1000,
  }),
  weights: choice<SimilarityParams['weights']>({
    label: 'Weights',
    help: 'By distance: exp(−4·d²/D²), D the distance of the last neighbour. Or all links alike.',
    options: [
      { value: 'gaussian', label: 'By distance' },
      { value: 'connectivity', label: 'All 1' },
    ],
    default: 'gaussian',
  }),
  symmetrise: choice<SimilarityParams['symmetrise']>({
    label: 'Links',
    help: 'A link counts with the mean weight of its two directions; or only if both rows name each other.',
    options: [
      { value: 'either', label: 'Either way' },
      { value: 'mutual', label: 'Both ways only' },
    ],
    default: 'either',
    advanced: true,
  }),
};

export const solverParams = (tol: number) => ({
  maxIter: integer({
    label: 'Iterations, at most',
    help: 'Of conjugate gradients; they stop earlier once the solution is near enough.',
    default: 1000,
    min: 1,
    max: 100_000,
    advanced: true,
  }),
  tol: number({
    label: 'Tolerance',
    help: 'Near enough: what is left over, as a share of the right side, for every class.',
    default: tol,
    min: 0,
    max: 1,
    exclusiveMin: true,
    advanced: true,
  }),
});

export type SolutionPriors = 'none' | 'uniform' | 'labels';

/** Whether the classes' sizes are held to shares, for methods that can do without. */
export const solutionPriors = choice<SolutionPriors>({
  label: 'Class shares',
  help: 'Hold the sizes of the classes to shares known beforehand. Wrong shares cost as many rows as they are wrong by.',
  options: [
    { value: 'none', label: 'Free' },
    { value: 'uniform', label: 'All equal' },
    { value: 'labels', label: 'As among the given labels' },
  ],
  default: 'none',
});

export const deviations: readonly string[] = [
  'scikit-learn has no counterpart; the formulas are the paper’s.',
  'Rows without a path to any label are reported as unreached.',
  'Label means are taken in each connected part of the graph, so that every part has a solution.',
];
