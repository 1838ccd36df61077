import { inTurn, LITTLE_BYTES, type Cost } from '../../../core/cost';
import type { InputFacts } from '../../../core/method';
import { exactNeighborsCost } from '../../reduce/shared/neighbors-cost';

/** Making a row's part of the graph, by one thread. */
const ROW = 600_000;
/** A row, neighbour and class in one iteration. */
const LINK = 13;
/** An RBF weight: for each column, and its exponential; and its part in one iteration for each class. */
const DIFFERENCE = 8;
const EXPONENTIAL = 400;
const PRODUCT = 8;

/** A graph of `k` nearest neighbours and so many products with all classes. */
export function graphCost(input: InputFacts, k: number, products: number): Cost {
  const { rows, nClasses = 10 } = input;
  const spreading = {
    shared: 0,
    alone: rows * (ROW + products * k * nClasses * LINK),
    bytes: rows * (k * 24 + nClasses * 24) + LITTLE_BYTES,
  };
  return input.neighborsKnown
    ? spreading
    : inTurn(exactNeighborsCost(input, Math.min(k, input.rows - 1)), spreading);
}

/** Weights between all rows and so many products with all classes. */
export function denseGraphCost(input: InputFacts, products: number): Cost {
  const { rows, cols, nClasses = 10 } = input;
  return {
    shared: rows ** 2 * (DIFFERENCE * cols + EXPONENTIAL + products * PRODUCT * nClasses),
    alone: rows * ROW,
    bytes: rows ** 2 * 8 + rows * (cols + 3 * nClasses) * 8 + LITTLE_BYTES,
  };
}

/** Scikit-learn's two methods: `settled` iterations are what they usually take. */
export const labellingCost = (
  input: InputFacts,
  { kernel, nNeighbors, maxIter }: { kernel: 'knn' | 'rbf'; nNeighbors: number; maxIter: number },
  settled: number,
): Cost => {
  const products = Math.min(maxIter, settled);
  return kernel === 'rbf'
    ? denseGraphCost(input, products)
    : graphCost(input, nNeighbors, products);
};
