import { defaultsOf, type AnyParams } from '../core/params';
import type { LabelBudget, RowSelection, RunResult, Scaling } from '../core/run';
import { methodById } from '../methods/registry';
import { learnedSpec } from '../study/features';

/** What images are compared by: pixels, a PCA of what is made of them, what a network learned, or an earlier result. */
export type FeatureKind =
  | 'pixels'
  | 'pca'
  | 'gradients'
  | 'straightGradients'
  | 'learned'
  | 'result';

/** What a PCA is made of, and how its result is called after it. */
export const reducible: Partial<Record<FeatureKind, { scaling: Scaling; what: string }>> = {
  pca: { scaling: 'unit', what: 'the pixels' },
  gradients: { scaling: 'gradients', what: 'oriented gradients' },
  straightGradients: { scaling: 'straightGradients', what: 'oriented gradients, straightened' },
};

export const pcaParams = (nComponents: number): AnyParams => ({
  ...defaultsOf(methodById('pca').params),
  nComponents,
});

/** The newest network that learned from the images of a table without labels. */
export const newestLearned = (
  results: readonly RunResult[],
  fingerprint: string | undefined,
): RunResult | undefined =>
  results.findLast(
    (result) =>
      result.method === learnedSpec.method &&
      result.spec.action === 'fit' &&
      result.table === 'train' &&
      result.fingerprint === fingerprint,
  );

/** Where the labels come from that a method may see: some of the file's, or a person's own. */
export type LabelSource = LabelBudget | ByHand;

export interface ByHand {
  kind: 'byHand';
  /** Whether the file's labels count too where none was given by hand. */
  andFile: boolean;
}

/** The rows that a run on such labels is about: with labels by hand all, so that features serve for further ones. */
export const rowsFor = (labels: LabelSource): RowSelection =>
  labels.kind === 'byHand' ? { kind: 'all' } : { kind: 'budget', budget: labels };

/** What the spreading form asks for besides the method: features first, then the labels that are kept. */
export interface SpreadingChoice {
  features: FeatureKind;
  /** Components of the PCA. */
  components?: number;
  budget?: LabelSource;
  /** Id of the result to start from. */
  source?: string;
}

/** The form's fields that make a labelling again: by way of its features where the form would make the same ones. */
export function spreadingChoiceOf(
  { spec }: Pick<RunResult, 'spec'>,
  results: readonly RunResult[],
): SpreadingChoice {
  const { input } = spec;
  const given = spec.action === 'fit' ? spec.labels : undefined;
  const byHand = given && ({ kind: 'byHand', andFile: given.andFile } as const);
  if (input.from === 'pixels') return { features: 'pixels', ...labelsOf(input.rows, byHand) };
  const made = results.find(({ id }) => id === input.result);
  const choice = made && madeByForm(made, results, byHand);
  return choice ?? { features: 'result', source: input.result, ...(byHand && { budget: byHand }) };
}

function labelsOf(rows: RowSelection, byHand: ByHand | undefined): Pick<SpreadingChoice, 'budget'> {
  if (byHand) return rows.kind === 'all' ? { budget: byHand } : {};
  return rows.kind === 'budget' ? { budget: rows.budget } : {};
}

/** How the form makes these features; undefined where it would make others. */
function madeByForm(
  { spec, fingerprint }: RunResult,
  results: readonly RunResult[],
  byHand: ByHand | undefined,
): SpreadingChoice | undefined {
  const { input } = spec;
  if (input.from !== 'pixels') return undefined;
  const { budget } = labelsOf(input.rows, byHand);
  if (!budget) return undefined;
  if (spec.action === 'transform') {
    const same = newestLearned(results, fingerprint)?.id === spec.model;
    return same ? { features: 'learned', budget } : undefined;
  }
  if (spec.action !== 'fit' || spec.method !== 'pca') return undefined;
  const components = Number(spec.params.nComponents);
  const plain = Object.entries(pcaParams(components)).every(
    ([name, value]) => spec.params[name] === value,
  );
  const kinds = Object.entries(reducible) as [FeatureKind, { scaling: Scaling }][];
  const kind = kinds.find(([, { scaling }]) => scaling === input.scaling)?.[0];
  return plain && kind ? { features: kind, components, budget } : undefined;
}
