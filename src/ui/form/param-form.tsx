import { Button, Collapse, Divider, Group, Stack } from '@mantine/core';
import { IconAdjustments, IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { defaultsOf, isShown, type AnyParams, type ParamSpecs } from '../../core/params';
import { ParamField } from './param-field';

interface Props {
  specs: ParamSpecs;
  values: AnyParams;
  onChange: (values: AnyParams) => void;
}

/** The form of a method, made from its declaration alone. */
export function ParamForm({ specs, values, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const shown = Object.entries(specs).filter(([, spec]) => isShown(spec, values));
  const fields = (advanced: boolean) =>
    shown
      .filter(([, spec]) => (spec.advanced ?? false) === advanced)
      .map(([name, spec]) => (
        <ParamField
          key={name}
          name={name}
          spec={spec}
          value={values[name]}
          onChange={(value) => onChange({ ...values, [name]: value })}
        />
      ));
  const more = fields(true);
  const changed = Object.entries(specs).some(([name, spec]) => values[name] !== spec.default);
  return (
    <Stack gap="md">
      {fields(false)}
      {more.length > 0 && (
        <Collapse expanded={open}>
          <Stack gap="md">
            <Divider />
            {more}
          </Stack>
        </Collapse>
      )}
      <Group justify="space-between" gap="xs">
        {more.length > 0 && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconAdjustments size={15} />}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Fewer parameters' : `${more.length} more parameters`}
          </Button>
        )}
        {changed && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconRestore size={15} />}
            onClick={() => onChange(defaultsOf(specs))}
          >
            Defaults
          </Button>
        )}
      </Group>
    </Stack>
  );
}
