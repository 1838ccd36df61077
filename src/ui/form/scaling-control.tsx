import { Select } from '@mantine/core';
import type { Scaling } from '../../core/run';

interface Props {
  value: Scaling;
  onChange: (scaling: Scaling) => void;
  /** The table's largest pixel value by its kind: what "scaled" divides by. */
  pixelMax: number;
}

export function ScalingControl({ value, onChange, pixelMax }: Props) {
  return (
    <Select
      label="Pixel values"
      data={[
        { value: 'raw', label: `As stored (0…${pixelMax})` },
        { value: 'unit', label: `Divided by ${pixelMax} (0…1)` },
        { value: 'standard', label: 'Standardised per column' },
        { value: 'gradients', label: 'Oriented gradients' },
        { value: 'straightGradients', label: 'Oriented gradients, straightened' },
      ]}
      value={value}
      allowDeselect={false}
      onChange={(next) => next && onChange(next)}
      data-testid="scaling"
    />
  );
}
