import { Button, Group, Popover, Slider, Stack, Switch, Text } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { useScatterLook, type ScatterLook } from './point-look';

interface Props {
  /** What points have as long as nothing else is chosen. */
  automatic: { size: number; opacity: number };
  /** Whether images can take the place of points: in a flat picture of a table that is open. */
  hasImages: boolean;
}

/** How large and how clear points are, and whether their images stand in their place; the same in all pictures. */
export function PointsControl({ automatic, hasImages }: Props) {
  const [look, setLook] = useScatterLook();
  const change = (part: ScatterLook) => setLook((before) => ({ ...before, ...part }));
  const reset = () => setLook(({ thumbnails }) => ({ ...(thumbnails && { thumbnails }) }));
  return (
    <Popover position="bottom-start" width={280} withinPortal trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={15} />}
          data-testid="points-look"
        >
          Points
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="md">
          <Choice
            label="Size"
            unit="px"
            chosen={look.size}
            automatic={automatic.size}
            range={[1, 14, 0.5]}
            onChange={(size) => change({ size })}
          />
          <Choice
            label="Opacity"
            unit="%"
            chosen={look.opacity && Math.round(look.opacity * 100)}
            automatic={Math.round(automatic.opacity * 100)}
            range={[5, 100, 5]}
            onChange={(percent) => change({ opacity: percent / 100 })}
          />
          {hasImages && (
            <Switch
              size="xs"
              label="Images in place of points"
              description="As many as find room; more when you zoom in"
              checked={look.thumbnails ?? false}
              onChange={(event) => change({ thumbnails: event.currentTarget.checked })}
            />
          )}
          <Group justify="space-between" wrap="nowrap">
            <Text size="xs" c="dimmed">
              The same in all pictures
            </Text>
            <Button
              size="compact-xs"
              variant="subtle"
              disabled={look.size === undefined && look.opacity === undefined}
              onClick={reset}
            >
              Automatic
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoiceProps {
  label: string;
  unit: string;
  chosen: number | undefined;
  automatic: number;
  /** Least, most and step. */
  range: readonly [number, number, number];
  onChange: (value: number) => void;
}

/** A slider that takes effect when it is let go: drawing tens of thousands of points anew takes a moment. */
function Choice({ label, unit, chosen, automatic, range, onChange }: ChoiceProps) {
  const [held, setHeld] = useState<number>();
  const value = held ?? chosen ?? automatic;
  const [min, max, step] = range;
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="xs" fw={560}>
          {label}
        </Text>
        <Text size="xs" c="dimmed" className="fl-numbers">
          {value} {unit}
          {held === undefined && chosen === undefined && ' · automatic'}
        </Text>
      </Group>
      <Slider
        size="sm"
        min={min}
        max={max}
        step={step}
        value={value}
        label={null}
        thumbLabel={label}
        onChange={setHeld}
        onChangeEnd={(next) => {
          setHeld(undefined);
          onChange(next);
        }}
      />
    </div>
  );
}
