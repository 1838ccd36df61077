import {
  Autocomplete,
  Code,
  Group,
  NumberInput,
  Select,
  Switch,
  Text,
  Tooltip,
} from '@mantine/core';
import {
  valueProblem,
  type NumberOrWordParam,
  type ParamSpec,
  type ParamValue,
} from '../../core/params';
import { pythonName } from '../../core/python';
import { rangeHint } from './param-range';

interface Props {
  name: string;
  spec: ParamSpec;
  value: ParamValue;
  onChange: (value: ParamValue) => void;
}

/** One parameter: its label, scikit-learn's name, the field, and either what is wrong or a line of help. */
export function ParamField({ name, spec, value, onChange }: Props) {
  const problem = valueProblem(spec, value);
  const common = {
    label: <ParamLabel name={name} spec={spec} />,
    description: spec.help,
    error: problem,
    size: 'sm' as const,
    'data-testid': `param-${name}`,
  };
  switch (spec.kind) {
    case 'flag':
      return (
        <Switch
          label={spec.label}
          description={spec.help}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
          data-testid={`param-${name}`}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={spec.options.map((option) => ({ ...option }))}
          value={String(value)}
          allowDeselect={false}
          onChange={(next) => next !== null && onChange(next)}
        />
      );
    case 'numberOrWord':
      return <NumberOrWord {...common} spec={spec} value={value} onChange={onChange} />;
    case 'integer':
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' || typeof value === 'string' ? value : ''}
          onChange={onChange}
          allowDecimal={spec.kind === 'number'}
          step={spec.kind === 'integer' ? 1 : stepOf(spec.default)}
        />
      );
  }
}

/** A tenth of the default's size: 0.05 for 0.2, 0.0001 for 0.001. */
const stepOf = (size: number): number =>
  size === 0 ? 0.1 : 10 ** (Math.floor(Math.log10(Math.abs(size))) - (size < 1 ? 0 : 1));

function ParamLabel({ name, spec }: { name: string; spec: ParamSpec }) {
  return (
    <Tooltip label={rangeHint(spec)}>
      <Group component="span" gap={6} wrap="nowrap" display="inline-flex">
        <span>{spec.label}</span>
        <Code fz={11} c="dimmed">
          {pythonName(name)}
        </Code>
      </Group>
    </Tooltip>
  );
}

interface NumberOrWordProps {
  spec: NumberOrWordParam;
  value: ParamValue;
  onChange: (value: ParamValue) => void;
  label: React.ReactNode;
  description: string;
  error: string | undefined;
  size: 'sm';
}

function NumberOrWord({ spec, value, onChange, ...common }: NumberOrWordProps) {
  const read = (text: string): ParamValue => {
    const typed = text.trim();
    const asNumber = Number(typed);
    return typed !== '' && Number.isFinite(asNumber) ? asNumber : typed;
  };
  return (
    <Autocomplete
      {...common}
      data={[...spec.words]}
      filter={({ options }) => options}
      value={String(value)}
      onChange={(text) => onChange(read(text))}
      rightSection={
        <Text size="xs" c="dimmed">
          or №
        </Text>
      }
    />
  );
}
