import type { ImageTable } from '../../data/dataset';
import { useHandLabels } from '../../state/lab';
import type { LabelSource } from '../../state/spreading';

/** Whether any row of the file has a label. */
export const hasLabelled = ({ labels }: ImageTable): boolean =>
  labels?.some((code) => code >= 0) ?? false;

/** Why nothing can be spread from labels by hand yet; undefined when it can, or when others are asked for. */
export function useHandProblem({ labels }: ImageTable, source: LabelSource): string | undefined {
  const { codes } = useHandLabels();
  if (source.kind !== 'byHand') return undefined;
  if (source.andFile)
    return labels && labels.every((code, row) => code >= 0 || codes.has(row))
      ? 'With the file’s own labels every image has one: there is nothing to spread to.'
      : undefined;
  return new Set(codes.values()).size < 2
    ? 'First give some images of at least two classes a label by hand.'
    : undefined;
}

/** How many labels a class has on the average, where that is asked for or counted. */
export function usePerClass(source: LabelSource): number | undefined {
  const { codes } = useHandLabels();
  if (source.kind === 'perClass') return source.count;
  if (source.kind !== 'byHand' || source.andFile || codes.size === 0) return undefined;
  return codes.size / new Set(codes.values()).size;
}
