import { defaultsOf, type AnyParams } from '../../core/params';
import type { InputSpec, RunResult } from '../../core/run';
import { methodById } from '../../methods/registry';
import { useLab } from '../../state/lab';
import { expectMap } from '../../state/maps-to-come';
import type { Step } from '../../state/use-estimate';
import { sameRun, useRun } from '../../state/use-run';
import {
  pcaParams,
  reducible,
  rowsFor,
  type FeatureKind,
  type LabelSource,
} from '../../state/spreading';
import { learnedSpec } from '../../study/features';
import { dimsOf, useLearned } from './use-learned';

export const isReduced = (features: FeatureKind): boolean => features in reducible;

export interface SpreadRequest {
  method: string;
  params: AnyParams;
  budget: LabelSource;
  features: FeatureKind;
  /** Components of the PCA. */
  components: number;
  /** Id of the result to start from. */
  source: string;
  /** Also embed the same features by t-SNE. */
  embed: boolean;
}

type PixelsSpec = Extract<InputSpec, { from: 'pixels' }>;

const pixelsOf = (labels: LabelSource, features: FeatureKind): PixelsSpec => ({
  from: 'pixels',
  table: 'train',
  rows: rowsFor(labels),
  scaling: reducible[features]?.scaling ?? 'unit',
});

/** What is there already that a request need not make. */
export interface There {
  /** The network whose features are taken. */
  learned: RunResult | undefined;
  results: readonly RunResult[];
}

/** The runs that a request leads to, for an estimate of all of them. */
export function stepsOf(request: SpreadRequest, { learned, results }: There): Step[] {
  const { method, params, budget, features, components, source, embed } = request;
  const input: InputSpec =
    features === 'result' ? { from: 'result', result: source } : pixelsOf(budget, features);
  const columns = isReduced(features) ? components : dimsOf(learned);
  const made = isReduced(features) || features === 'learned';
  const from = made ? { input, features: columns } : { input };
  const tsne = { method: 'tsne', params: defaultsOf(methodById('tsne').params) };
  const pca = { method: 'pca', params: pcaParams(components), input };
  // With labels by hand features and map of all rows serve again.
  const again = budget.kind === 'byHand';
  const reduced = again ? sameRun(results, { action: 'fit', ...pca }) : undefined;
  const mapped = reduced ? { from: 'result' as const, result: reduced.id } : input;
  const map = again ? sameRun(results, { action: 'fit', ...tsne, input: mapped }) : undefined;
  return [
    ...(isReduced(features) && !reduced ? [pca] : []),
    ...(features === 'learned' && !learned ? [learnedSpec] : []),
    { method, params, ...(reduced ? { input: mapped } : from) },
    ...(embed && !map ? [{ ...tsne, ...from }] : []),
  ];
}

/** Features, then spreading, then a picture of the same rows: each a run of its own, kept as a result. */
export function useSpread() {
  const lab = useLab();
  const { run, once, error, clearError } = useRun('semi');
  const learned = useLearned();

  /** The rows of a budget as the network sees them, which learns first where there is none yet. */
  async function learnedInput(budget: LabelSource): Promise<InputSpec | undefined> {
    const network = learned ?? (await trained());
    if (network?.spec.input.from !== 'pixels') return undefined;
    // In the units that the network learned from.
    const { scaling } = network.spec.input;
    const input: InputSpec = { ...pixelsOf(budget, 'learned'), scaling };
    const placed = await once(
      { action: 'transform', model: network.id, input },
      `${network.name}, ${budget.kind === 'byHand' ? 'all rows' : 'rows of the budget'}`,
    );
    return placed.ok ? { from: 'result', result: placed.value.id } : undefined;
  }

  async function trained(): Promise<RunResult | undefined> {
    const made = await run(learnedSpec);
    return made.ok ? made.value : undefined;
  }

  async function inputOf({
    budget,
    features,
    components,
    source,
  }: SpreadRequest): Promise<InputSpec | undefined> {
    if (features === 'result') return { from: 'result', result: source };
    if (features === 'learned') return await learnedInput(budget);
    const reduction = reducible[features];
    const pixels = pixelsOf(budget, features);
    if (!reduction) return pixels;
    // Of all rows they are the same for every further label by hand.
    const make = budget.kind === 'byHand' ? once : run;
    const reduced = await make(
      { action: 'fit', method: 'pca', params: pcaParams(components), input: pixels },
      `PCA(${components}) of ${reduction.what}`,
    );
    return reduced.ok ? { from: 'result', result: reduced.value.id } : undefined;
  }

  async function spread(request: SpreadRequest): Promise<void> {
    const input = await inputOf(request);
    if (!input) return;
    const mapIsDone = request.embed ? expectMap(input) : undefined;
    try {
      await spreadFrom(input, request);
    } finally {
      mapIsDone?.();
    }
  }

  async function spreadFrom(input: InputSpec, request: SpreadRequest): Promise<void> {
    const { method, params, budget } = request;
    const byHand = budget.kind === 'byHand';
    const labels = byHand ? lab.handLabels.given(budget.andFile) : undefined;
    const labelled = await run({ action: 'fit', method, params, input, ...(labels && { labels }) });
    if (!labelled.ok || !request.embed) return;
    const tsne = defaultsOf(methodById('tsne').params);
    await (byHand ? once : run)(
      { action: 'fit', method: 'tsne', params: tsne, input },
      `t-SNE of ${labelled.value.name}`,
    );
  }

  return { spread, learned, error, clearError };
}
