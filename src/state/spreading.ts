import { defaultsOf, type AnyParams } from '../core/params';
import type { LabelBudget, RunResult, Scaling } from '../core/run';
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

/** What the spreading form asks for besides the method: features first, then the labels that are kept. */
export interface SpreadingChoice {
  features: FeatureKind;
  /** Components of the PCA. */
  components?: number;
  budget?: LabelBudget;
  /** Id of the result to start from. */
  source?: string;
}

/** The form's fields that make a labelling again: by way of its features where the form would make the same ones. */
export function spreadingChoiceOf(
  { spec }: Pick<RunResult, 'spec'>,
  results: readonly RunResult[],
): SpreadingChoice {
  const { input } = spec;
  if (input.from === 'pixels') {
    return input.rows.kind === 'budget'
      ? { features: 'pixels', budget: input.rows.budget }
      : { features: 'pixels' };
  }
  const made = results.find(({ id }) => id === input.result);
  return (made && madeByForm(made, results)) ?? { features: 'result', source: input.result };
}

/** How the form makes these features; undefined where it would make others. */
function madeByForm(
  { spec, fingerprint }: RunResult,
  results: readonly RunResult[],
): SpreadingChoice | undefined {
  const { input } = spec;
  if (input.from !== 'pixels' || input.rows.kind !== 'budget') return undefined;
  const { budget } = input.rows;
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
