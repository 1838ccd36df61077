import { defaultsOf, type AnyParams } from '../../core/params';
import type { InputSpec, LabelBudget } from '../../core/run';
import { methodById } from '../../methods/registry';
import { useRun } from '../../state/use-run';

export type FeatureKind = 'pixels' | 'pca' | 'result';

export interface SpreadRequest {
  method: string;
  params: AnyParams;
  budget: LabelBudget;
  features: FeatureKind;
  /** Components of the PCA. */
  components: number;
  /** Id of the result to start from. */
  source: string;
  /** Also embed the same features by t-SNE. */
  embed: boolean;
}

/** Features, then spreading, then a picture of the same rows: each a run of its own, kept as a result. */
export function useSpread() {
  const { run, error, clearError } = useRun('semi');

  async function inputOf({
    budget,
    features,
    components,
    source,
  }: SpreadRequest): Promise<InputSpec | undefined> {
    if (features === 'result') return { from: 'result', result: source };
    const pixels: InputSpec = {
      from: 'pixels',
      table: 'train',
      rows: { kind: 'budget', budget },
      scaling: 'unit',
    };
    if (features === 'pixels') return pixels;
    const params: AnyParams = { ...defaultsOf(methodById('pca').params), nComponents: components };
    const reduced = await run(
      { action: 'fit', method: 'pca', params, input: pixels },
      `PCA(${components}) for spreading`,
    );
    return reduced.ok ? { from: 'result', result: reduced.value.id } : undefined;
  }

  async function spread(request: SpreadRequest): Promise<void> {
    const input = await inputOf(request);
    if (!input) return;
    const labelled = await run({
      action: 'fit',
      method: request.method,
      params: request.params,
      input,
    });
    if (!labelled.ok || !request.embed) return;
    const params = defaultsOf(methodById('tsne').params);
    await run({ action: 'fit', method: 'tsne', params, input }, `t-SNE of ${labelled.value.name}`);
  }

  return { spread, error, clearError };
}
