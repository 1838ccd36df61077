import { choice } from '../../../core/params';

export type NeighborSearch = 'auto' | 'exact' | 'pcaRerank';

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
