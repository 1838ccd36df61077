import { gradientColumns } from '../core/oriented-gradients';
import { defaultsOf } from '../core/params';
import type { RunSpec, Scaling } from '../core/run';
import type { ImageTable } from '../data/dataset';
import { methodById } from '../methods/registry';
import { fit } from './steps';

/** What images may be compared by that no label has a part in: of all rows of the table, in its order. */
export interface FeatureKind {
  id: string;
  /** As tables and reports name it. */
  title: string;
  /** The run that makes them; absent where pixels are taken as they are. */
  run?: (table: Pick<ImageTable, 'rows' | 'cols' | 'shape'>) => RunSpec;
}

const COMPONENTS = 50;

/** A PCA of what is made of the pixels. */
const reduced = (id: string, title: string, scaling: Scaling): FeatureKind => ({
  id,
  title,
  run: ({ rows, cols, shape }) => {
    const columns = scaling === 'unit' ? cols : gradientColumns(shape);
    const nComponents = Math.min(COMPONENTS, rows, columns);
    return fit(
      'pca',
      { ...defaultsOf(methodById('pca').params), nComponents },
      { from: 'pixels', table: 'train', rows: { kind: 'all' }, scaling },
    );
  },
});

/** What a network learns from all images and no label, with the parameters it has when nobody chooses. */
export const learnedSpec = {
  action: 'fit',
  method: 'contrastive',
  params: defaultsOf(methodById('contrastive').params),
  input: { from: 'pixels', table: 'train', rows: { kind: 'all' }, scaling: 'unit' },
} as const satisfies RunSpec;

export const featureKinds: readonly FeatureKind[] = [
  reduced('pca', `PCA-${COMPONENTS}`, 'unit'),
  reduced('gradients', 'Oriented gradients', 'gradients'),
  reduced('straightGradients', 'Straightened gradients', 'straightGradients'),
  { id: 'learned', title: 'Learned without labels', run: () => learnedSpec },
  { id: 'pixels', title: 'Pixels' },
];

/** What a sweep takes when nobody chooses: what the study takes, and what does best on handwriting. */
export const DEFAULT_FEATURES: readonly string[] = ['pca', 'straightGradients'];

export function featureById(id: string): FeatureKind {
  const found = featureKinds.find((kind) => kind.id === id);
  if (!found) throw new RangeError(`no features are called ${id}`);
  return found;
}
