import { gradientColumns } from '../core/oriented-gradients';
import { defaultsOf } from '../core/params';
import { isGradients, type RunSpec, type Scaling } from '../core/run';
import type { ImageTable } from '../data/dataset';
import { methodById } from '../methods/registry';
import { fit, pixels } from './steps';

/** What images may be compared by that no label has a part in: of all rows of the table, in its order. */
export interface FeatureKind {
  id: string;
  /** As tables and reports name it. */
  title: string;
  /** The run that makes them; absent where pixels are taken as they are. */
  run?: (table: Pick<ImageTable, 'rows' | 'cols' | 'shape'>) => RunSpec;
}

const COMPONENTS = 50;

const pcaOf = (id: string, what: string, scaling: Scaling): FeatureKind => ({
  id,
  title: `PCA-${COMPONENTS}${what}`,
  run: ({ rows, cols, shape }) => {
    const columns = isGradients(scaling) ? gradientColumns(shape) : cols;
    const nComponents = Math.min(COMPONENTS, rows, columns);
    const params = { ...defaultsOf(methodById('pca').params), nComponents };
    return fit('pca', params, pixels({ kind: 'all' }, scaling));
  },
});

export const featureKinds: readonly FeatureKind[] = [
  pcaOf('gradients', ' of oriented gradients', 'gradients'),
  pcaOf('straightGradients', ' of oriented gradients, straightened', 'straightGradients'),
  pcaOf('pca', '', 'unit'),
  { id: 'pixels', title: 'Pixels' },
];

/** What a sweep takes when nobody chooses. */
export const DEFAULT_FEATURES: readonly string[] = ['pca'];

export function featureById(id: string): FeatureKind {
  const found = featureKinds.find((kind) => kind.id === id);
  if (!found) throw new RangeError(`no features are called ${id}`);
  return found;
}
