import { Checkbox, NumberInput, Select, Stack, Switch } from '@mantine/core';
import type { LabelSource } from '../../state/spreading';

interface Props {
  value: LabelSource;
  onChange: (labels: LabelSource) => void;
  /** Whether the file has labels of its own: else they can only be given by hand. */
  hasLabels: boolean;
}

const kinds = [
  { value: 'share', label: 'A share of the rows' },
  { value: 'perClass', label: 'A number per class' },
  { value: 'blanks', label: 'As in the file: blanks are unlabelled' },
  { value: 'byHand', label: 'Labels given by hand' },
];

const hints: Record<LabelSource['kind'], string> = {
  share: 'The other labels are hidden and used only to score the result.',
  perClass: 'The other labels are hidden and used only to score the result.',
  blanks: 'They are spread to the rows that have none.',
  byHand: 'Those of “Label by hand”. Labels of the file, if it has any, score the result.',
};

export function budgetProblem(budget: LabelSource): string | undefined {
  if (budget.kind === 'share' && !(budget.trainSize > 0 && budget.trainSize < 1)) {
    return 'Use a share above 0 and below 1.';
  }
  if (budget.kind === 'perClass' && !(Number.isInteger(budget.count) && budget.count >= 1)) {
    return 'Use a whole number of at least 1.';
  }
  return undefined;
}

/** How many labels the method may see; the rest are only used to score it. */
export function BudgetControl({ value, onChange, hasLabels }: Props) {
  const chooseKind = (kind: string | null) => {
    if (kind === 'blanks') onChange({ kind });
    else if (kind === 'byHand') onChange({ kind, andFile: false });
    else if (kind === 'share') onChange({ kind, trainSize: 0.1, randomState: 42, stratify: false });
    else if (kind === 'perClass') onChange({ kind, count: 10, randomState: 42 });
  };
  const problem = budgetProblem(value);
  return (
    <Stack gap="xs">
      <Select
        label="Labels to keep"
        description={hints[value.kind]}
        data={hasLabels ? kinds : kinds.filter((kind) => kind.value === 'byHand')}
        value={value.kind}
        allowDeselect={false}
        onChange={chooseKind}
        data-testid="budget-kind"
      />
      {value.kind === 'share' && (
        <>
          <NumberInput
            label="Share"
            value={value.trainSize}
            error={problem}
            step={0.05}
            decimalScale={4}
            onChange={(share) => onChange({ ...value, trainSize: Number(share) })}
            data-testid="budget-share"
          />
          <Switch
            label="Same share of each class"
            checked={value.stratify}
            onChange={(event) => onChange({ ...value, stratify: event.currentTarget.checked })}
          />
        </>
      )}
      {value.kind === 'perClass' && (
        <NumberInput
          label="Labels per class"
          value={value.count}
          error={problem}
          allowDecimal={false}
          onChange={(count) => onChange({ ...value, count: Number(count) })}
          data-testid="budget-count"
        />
      )}
      {value.kind === 'byHand' && hasLabels && (
        <Checkbox
          label="And the file’s own labels"
          description="Where none was given by hand: corrections, or blanks filled in."
          checked={value.andFile}
          onChange={(event) => onChange({ ...value, andFile: event.currentTarget.checked })}
          data-testid="budget-and-file"
        />
      )}
      {(value.kind === 'share' || value.kind === 'perClass') && (
        <NumberInput
          label="Seed of the draw"
          min={0}
          allowDecimal={false}
          value={value.randomState}
          onChange={(seed) => onChange({ ...value, randomState: Number(seed) })}
        />
      )}
    </Stack>
  );
}
