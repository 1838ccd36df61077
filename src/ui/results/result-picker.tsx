import { Select } from '@mantine/core';
import type { RunResult } from '../../core/run';
import { useResults } from '../../state/lab';
import { formatCount } from '../format';
import { isInput, pointsOf } from '../scatter/points';

interface Props {
  label: string;
  description?: string;
  /** 'pixels', or a result's id. */
  value: string;
  onChange: (value: string) => void;
  accepts?: (result: RunResult) => boolean;
  /** Offers the pixels themselves as the first choice. */
  withPixels?: boolean;
}

/** What a run starts from: the pixels, or coordinates and features that an earlier run made. */
export function ResultPicker({
  label,
  description,
  value,
  onChange,
  accepts = isInput,
  withPixels = true,
}: Props) {
  const results = useResults().filter(accepts);
  const data = [
    ...(withPixels ? [{ value: 'pixels', label: 'Pixels' }] : []),
    ...results.map((result) => ({
      value: result.id,
      label: `${result.name} (${formatCount(result.rows.length)} × ${pointsOf(result)?.dims ?? 1})`,
    })),
  ];
  const known = data.some((item) => item.value === value);
  return (
    <Select
      label={label}
      description={description}
      data={data}
      value={known ? value : null}
      allowDeselect={false}
      disabled={data.length === 0}
      placeholder={data.length === 0 ? 'Nothing yet' : 'Choose one'}
      onChange={(next) => next && onChange(next)}
      data-testid="input-picker"
    />
  );
}
