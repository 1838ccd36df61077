import type { Matrix } from '../../../core/matrix';
import { choice } from '../../../core/params';

export type NeighborSearch = 'auto' | 'exact' | 'pcaRerank';

/** From here on a search in few dimensions and a second look pay (two threads, 784 columns). */
const RERANK_ROWS = 15_000;
const RERANK_COLUMNS = 100;
/** Principal components searched in. */
export const COMPONENTS = 50;

/** Whether the search goes through principal components, in groups of near rows. */
export const searchesInGroups = (
  { rows, cols }: Pick<Matrix, 'rows' | 'cols'>,
  search: NeighborSearch,
): boolean =>
  search === 'pcaRerank'
    ? cols > COMPONENTS
    : search === 'auto' && rows >= RERANK_ROWS && cols >= RERANK_COLUMNS;

/** How the nearest rows are searched; the same for every method that follows them. */
export const neighborSearchParam = () =>
  choice<NeighborSearch>({
    label: 'Neighbour search',
    help: 'Auto: exact up to 15,000 rows or below 100 columns, else 50 principal components first, then exact distances.',
    options: [
      { value: 'auto', label: 'Auto' },
      { value: 'exact', label: 'Exact' },
      { value: 'pcaRerank', label: 'Principal components, then exact distances' },
    ],
    default: 'auto',
    advanced: true,
  });
