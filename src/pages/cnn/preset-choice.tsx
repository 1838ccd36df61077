import { SegmentedControl, Stack, Text } from '@mantine/core';
import { defaultsOf, type AnyParams } from '../../core/params';
import { cnnParams } from '../../methods/neural/cnn/params';
import { presets, type Preset } from '../../methods/neural/cnn/presets';

/** Left as they are when a preset is chosen: which rows check the network is not how it is trained. */
const KEPT = ['randomState', 'validationShare'];
/** No segment: the text below says that the values are a person's own. */
const OWN = '';

const valuesOf = ({ params }: Preset): AnyParams => ({ ...defaultsOf(cnnParams), ...params });

/** The preset that these values are, whatever the rows. */
const presetOf = (values: AnyParams): Preset | undefined =>
  presets.find((preset) =>
    Object.entries(valuesOf(preset)).every(
      ([name, value]) => KEPT.includes(name) || values[name] === value,
    ),
  );

interface Props {
  values: AnyParams;
  onChange: (values: AnyParams) => void;
}

/** All parameters of training in one click. */
export function PresetChoice({ values, onChange }: Props) {
  const chosen = presetOf(values);
  const choose = (key: string): void => {
    const preset = presets.find((one) => one.key === key);
    if (!preset) return;
    const kept = Object.fromEntries(KEPT.map((name) => [name, values[name]]));
    onChange({ ...valuesOf(preset), ...kept });
  };
  return (
    <Stack gap={6}>
      <SegmentedControl
        fullWidth
        aria-label="Preset"
        data={presets.map(({ key, title }) => ({ value: key, label: title }))}
        value={chosen?.key ?? OWN}
        onChange={choose}
        data-testid="preset"
      />
      <Text size="xs" c="dimmed">
        {chosen?.help ?? 'Your own values, below.'}
      </Text>
    </Stack>
  );
}
