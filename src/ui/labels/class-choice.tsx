import { Chip, Group, Kbd } from '@mantine/core';
import { formatCount } from '../format';
import { colorOf } from '../palette';
import { ClassField } from './class-field';
import { ClassRename } from './class-rename';
import { keyOf } from './class-keys';

interface Props {
  classes: readonly string[];
  /** How many images of each class a person labelled. */
  counts: readonly number[];
  /** How many of the classes, the last ones, a person named and may rename. */
  added: number;
  value: number | undefined;
  onChange: (code: number) => void;
}

/** The class that a click gives: one of those there are, or a new one. */
export function ClassChoice({ classes, counts, added, value, onChange }: Props) {
  const mayRename = value !== undefined && value >= classes.length - added;
  return (
    <fieldset className="fl-chips">
      <legend>
        <span style={{ fontSize: 14, fontWeight: 500 }}>
          {classes.length === 0
            ? 'Name the classes first: write a name, press Enter'
            : 'A click gives the label'}
        </span>
      </legend>
      <Group gap={8} align="flex-start">
        <Chip.Group
          value={value === undefined ? null : String(value)}
          onChange={(next) => onChange(Number(next))}
        >
          {classes.map((name, code) => (
            <Chip
              key={name}
              value={String(code)}
              size="sm"
              variant="outline"
              data-testid={`class-${name}`}
            >
              <span className="fl-swatch" style={{ background: colorOf(code) }} aria-hidden />
              {name}
              {counts[code] > 0 && ` (${formatCount(counts[code])})`}
              {keyOf(classes, code) && keyOf(classes, code) !== name && (
                <Kbd size="xs" ml={6} aria-hidden>
                  {keyOf(classes, code)}
                </Kbd>
              )}
            </Chip>
          ))}
        </Chip.Group>
        {mayRename && <ClassRename key={classes[value]} code={value} name={classes[value]} />}
        <ClassField onClass={onChange} />
      </Group>
    </fieldset>
  );
}
