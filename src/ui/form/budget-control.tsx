import { NumberInput, Select, Stack, Switch } from '@mantine/core';
import type { LabelBudget } from '../../core/run';

interface Props {
  value: LabelBudget;
  onChange: (budget: LabelBudget) => void;
}

const kinds = [
  { value: 'share', label: 'A share of the rows' },
  { value: 'perClass', label: 'A number per class' },
  { value: 'blanks', label: 'As in the file: blanks are unlabelled' },
];

export function budgetProblem(budget: LabelBudget): string | undefined {
  if (budget.kind === 'share' && !(budget.trainSize > 0 && budget.trainSize < 1)) {
    return 'Use a share above 0 and below 1.';
  }
  if (budget.kind === 'perClass' && !(Number.isInteger(budget.count) && budget.count >= 1)) {
    return 'Use a whole number of at least 1.';
  }
  return undefined;
}

/** How many labels the method may see; the rest are only used to score it. */
export function BudgetControl({ value, onChange }: Props) {
  const chooseKind = (kind: string | null) => {
    if (kind === 'blanks') onChange({ kind });
    else if (kind === 'share') onChange({ kind, trainSize: 0.1, randomState: 42, stratify: false });
    else if (kind === 'perClass') onChange({ kind, count: 10, randomState: 42 });
  };
  const problem = budgetProblem(value);
  return (
    <Stack gap="xs">
      <Select
        label="Labels to keep"
        description="The other labels are hidden and used only to score the result."
        data={kinds}
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
      {value.kind !== 'blanks' && (
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
