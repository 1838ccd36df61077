import { Checkbox, Divider, NumberInput, Select, Text } from '@mantine/core';
import { gradientColumns } from '../../core/oriented-gradients';
import type { RunResult } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { useResults } from '../../state/lab';
import { useMethodForm } from '../../state/method-form';
import { usePageState } from '../../state/page-state';
import type { FeatureKind, LabelSource } from '../../state/spreading';
import { useInputSource } from '../../state/use-input-source';
import { useMethodChoice } from '../../state/use-method-choice';
import { useEstimate } from '../../state/use-estimate';
import { FailureAlert } from '../../ui/failure-alert';
import { BudgetControl, budgetProblem } from '../../ui/form/budget-control';
import { ParamForm } from '../../ui/form/param-form';
import { MethodChoice } from '../../ui/method-choice';
import { isInput } from '../../ui/scatter/points';
import { ResultPicker } from '../../ui/results/result-picker';
import { RunButton } from '../../ui/run-button';
import { hasLabelled, useHandProblem, usePerClass } from './use-hand-problem';
import { isReduced, stepsOf, useSpread } from './use-spread';

const BUDGET: LabelSource = { kind: 'share', trainSize: 0.1, randomState: 42, stratify: false };
const BY_HAND: LabelSource = { kind: 'byHand', andFile: false };

export function SemiForm({ table }: { table: ImageTable }) {
  const { offered, method, choose } = useMethodChoice('semi', 'semi');
  const { params, setParams, valid } = useMethodForm('semi', method);
  const hasLabels = hasLabelled(table);
  const [asked, setBudget] = usePageState('semi.budget', hasLabels ? BUDGET : BY_HAND);
  // What was asked of another file may be nothing that this one has.
  const budget = hasLabels || asked.kind === 'byHand' ? asked : BY_HAND;
  const byHand = useHandProblem(table, budget);
  const perClass = usePerClass(budget);
  const [chosen, setFeatures] = usePageState<FeatureKind>('semi.features', 'gradients');
  const [components, setComponents] = usePageState('semi.components', Math.min(50, table.cols));
  const [source, setSource] = useInputSource('semi', '');
  const [embed, setEmbed] = usePageState('semi.embed', true);
  const results = useResults();
  const { spread, learned, error, clearError } = useSpread();
  const wantsImages = method?.tags.includes('images') ?? false;
  const features: FeatureKind = wantsImages ? 'pixels' : chosen;
  const ofPixels = features === 'pca' || features === 'pixels';
  const most = Math.min(ofPixels ? table.cols : gradientColumns(table.shape), table.rows);
  const badComponents =
    isReduced(features) && !(Number.isInteger(components) && components >= 1 && components <= most);
  const problem =
    byHand ?? problemOf(valid, budget, badComponents, features === 'result' && source === '');
  const settings = { params, budget, features, components, source, embed };
  const estimate = useEstimate(
    method && problem === undefined
      ? stepsOf({ method: method.id, ...settings }, { learned, results })
      : undefined,
  );
  if (!method) return null;
  return (
    <>
      <MethodChoice methods={offered} value={method} onChange={choose} />
      {needsMore(method.id, perClass) && (
        <Text size="sm" data-testid="few-labels-hint">
          With fewer than {FEW} labels per class Poisson learning or PoissonMBO does better.
        </Text>
      )}
      <Divider label="Labels" labelPosition="left" />
      {features === 'result' && budget.kind !== 'byHand' ? (
        <Text size="sm" c="dimmed">
          Those that the result below was made with.
        </Text>
      ) : (
        <BudgetControl value={budget} onChange={setBudget} hasLabels={hasLabels} />
      )}
      <Divider label="Features" labelPosition="left" />
      <Select
        label="Compare images by"
        data={[
          { value: 'gradients', label: 'PCA of oriented gradients' },
          { value: 'straightGradients', label: 'PCA of oriented gradients, straightened' },
          { value: 'learned', label: 'Learned without labels' },
          { value: 'pca', label: 'PCA of the pixels' },
          { value: 'pixels', label: 'Pixels' },
          {
            value: 'result',
            label:
              budget.kind === 'byHand' ? 'An earlier result' : 'A result made from a label budget',
          },
        ]}
        description={
          wantsImages ? 'A network learns from the images themselves.' : hintOf(features, learned)
        }
        value={features}
        disabled={wantsImages}
        allowDeselect={false}
        onChange={(next) => next && setFeatures(next)}
        data-testid="semi-features"
      />
      {isReduced(features) && (
        <NumberInput
          label="PCA components"
          value={components}
          allowDecimal={false}
          onChange={(next) => setComponents(Number(next))}
          error={badComponents ? `Use a whole number from 1 to ${most}.` : undefined}
        />
      )}
      {features === 'result' && (
        <ResultPicker
          label="Result"
          withPixels={false}
          value={source}
          onChange={setSource}
          accepts={(result) =>
            isInput(result) &&
            (budget.kind === 'byHand'
              ? result.table === 'train'
              : result.labelledCount !== undefined)
          }
        />
      )}
      <Checkbox
        label="Also draw the rows by t-SNE"
        checked={embed}
        onChange={(event) => setEmbed(event.currentTarget.checked)}
      />
      <Divider label="Parameters" labelPosition="left" />
      <ParamForm key={method.id} specs={method.params} values={params} onChange={setParams} />
      {error && <FailureAlert error={error} onClose={clearError} />}
      <RunButton
        method={method.id}
        label={`Run ${method.title}`}
        problem={problem}
        estimate={estimate}
        onRun={() => void spread({ method: method.id, ...settings })}
      />
    </>
  );
}

/** Labels per class below which the study's methods leave most rows without any, or give one class all. */
const FEW = 10;

const needsMore = (method: string, perClass: number | undefined): boolean =>
  perClass !== undefined &&
  perClass < FEW &&
  ['labelSpreading', 'labelPropagation', 'laplaceLearning'].includes(method);

function hintOf(features: FeatureKind, learned: RunResult | undefined): string | undefined {
  if (features !== 'learned') return undefined;
  return learned
    ? `By ${learned.name}.`
    : 'A network learns them first, from the images alone: once for all budgets. Its parameters are on the Reduce page.';
}

function problemOf(
  valid: boolean,
  budget: LabelSource,
  badComponents: boolean,
  noSource: boolean,
): string | undefined {
  if (noSource) return 'Choose a result to start from.';
  if (!valid || badComponents || budgetProblem(budget)) return 'A value above needs another look.';
  return undefined;
}
