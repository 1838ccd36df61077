import type { RunSpec } from '../core/run';
import type { Gathered } from './gather';

/** "t-SNE 2-D, 8,400 rows": what a result is called until a person names it. */
export function titleOf(spec: RunSpec, { method, request, rows }: Gathered): string {
  const count = `${rows.length.toLocaleString('en')} rows`;
  if (spec.action === 'transform') return `${method.title} features, ${count}`;
  if (spec.action === 'predict') return `${method.title} predictions, ${count}`;
  if (spec.action === 'open') return `Opened model ${spec.file.replace(/(\.model)?\.zip$/i, '')}`;
  const { nComponents, nClusters } = request.params;
  if (method.family === 'reduce' && nComponents !== undefined)
    return `${method.title} ${nComponents}-D, ${count}`;
  const clusters = nClusters ?? (method.family === 'cluster' ? nComponents : undefined);
  return clusters === undefined
    ? `${method.title}, ${count}`
    : `${method.title}, ${clusters} ${clusters === 1 ? 'cluster' : 'clusters'}, ${count}`;
}
