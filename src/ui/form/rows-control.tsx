import { Group, NumberInput, Select, Stack } from '@mantine/core';
import type { RowSelection } from '../../core/run';
import { formatCount } from '../format';

interface Props {
  value: RowSelection;
  onChange: (rows: RowSelection) => void;
  /** Rows of the table. */
  total: number;
  hasLabels: boolean;
}

const kinds = [
  { value: 'all', label: 'All rows' },
  { value: 'stride', label: 'Every k-th row' },
  { value: 'random', label: 'Random rows' },
  { value: 'stratified', label: 'Random, stratified by label' },
];

/** How many rows a selection takes from a table of `total`. */
export function countRows(rows: RowSelection, total: number): number {
  if (rows.kind === 'stride') return Math.ceil(total / Math.max(1, rows.step));
  if (rows.kind === 'random' || rows.kind === 'stratified') return Math.min(rows.count, total);
  return total;
}

export function rowsProblem(rows: RowSelection, total: number): string | undefined {
  const whole = (value: unknown) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 1;
  if (rows.kind === 'stride') {
    return whole(rows.step) && rows.step <= total
      ? undefined
      : `Use a whole number from 1 to ${formatCount(total)}.`;
  }
  if (rows.kind === 'random' || rows.kind === 'stratified') {
    return whole(rows.count) && rows.count <= total
      ? undefined
      : `Use a whole number from 1 to ${formatCount(total)}.`;
  }
  return undefined;
}

export function RowsControl({ value, onChange, total, hasLabels }: Props) {
  const chooseKind = (kind: string | null) => {
    const count = Math.min(2000, total);
    if (kind === 'all') onChange({ kind });
    else if (kind === 'stride') onChange({ kind, step: 5 });
    else if (kind === 'random' || kind === 'stratified') onChange({ kind, count, randomState: 42 });
  };
  const problem = rowsProblem(value, total);
  const chosen = countRows(value, total);
  const note = problem ? undefined : `${formatCount(chosen)} of ${formatCount(total)} rows`;
  return (
    <Stack gap="xs">
      <Select
        label="Rows"
        description={note}
        data={hasLabels ? kinds : kinds.slice(0, 3)}
        value={value.kind}
        allowDeselect={false}
        onChange={chooseKind}
        data-testid="rows-kind"
      />
      {value.kind === 'stride' && (
        <NumberInput
          label="k"
          aria-label="Take every k-th row"
          min={1}
          allowDecimal={false}
          value={value.step}
          error={problem}
          onChange={(step) => onChange({ kind: 'stride', step: Number(step) })}
          data-testid="rows-step"
        />
      )}
      {(value.kind === 'random' || value.kind === 'stratified') && (
        <Group grow align="flex-start">
          <NumberInput
            label="Count"
            allowDecimal={false}
            value={value.count}
            error={problem}
            onChange={(count) => onChange({ ...value, count: Number(count) })}
            data-testid="rows-count"
          />
          <NumberInput
            label="Seed"
            min={0}
            allowDecimal={false}
            value={value.randomState}
            onChange={(seed) => onChange({ ...value, randomState: Number(seed) })}
          />
        </Group>
      )}
    </Stack>
  );
}
