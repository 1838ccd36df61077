import { defaultsOf } from '../core/params';
import type { RunSpec } from '../core/run';
import type { ImageTable } from '../data/dataset';
import { methodById } from '../methods/registry';
import { fit, pixels } from './steps';

/** What images may be compared by that no label has a part in: of all rows of the table, in its order. */
export interface FeatureKind {
  id: string;
  /** As tables and reports name it. */
  title: string;
  /** The run that makes them; absent where pixels are taken as they are. */
  run?: (table: Pick<ImageTable, 'rows' | 'cols'>) => RunSpec;
}

const COMPONENTS = 50;
const allPixels = pixels({ kind: 'all' }, 'unit');

export const featureKinds: readonly FeatureKind[] = [
  {
    id: 'pca',
    title: `PCA-${COMPONENTS}`,
    run: ({ rows, cols }) =>
      fit(
        'pca',
        {
          ...defaultsOf(methodById('pca').params),
          nComponents: Math.min(COMPONENTS, rows, cols),
        },
        allPixels,
      ),
  },
  { id: 'pixels', title: 'Pixels' },
];

/** What a sweep takes when nobody chooses. */
export const DEFAULT_FEATURES: readonly string[] = ['pca'];

export function featureById(id: string): FeatureKind {
  const found = featureKinds.find((kind) => kind.id === id);
  if (!found) throw new RangeError(`no features are called ${id}`);
  return found;
}
