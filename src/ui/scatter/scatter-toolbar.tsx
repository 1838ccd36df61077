import { Group, Select, Text } from '@mantine/core';
import { codeName, pointsByCode, type Coloring } from './coloring';
import { formatCount } from '../format';
import { DragModeControl } from './scatter-mode';
import { PointsControl } from './points-control';
import type { Picked } from '../selection/use-picks';
import { SelectMenu } from '../selection/select-menu';

interface Props {
  colorings: readonly Coloring[];
  coloring: Coloring | undefined;
  onColoring: (key: string) => void;
  /** In a flat picture dragging can do several things. */
  isFlat: boolean;
  /** Size and opacity that points have by themselves. */
  automatic: { size: number; opacity: number };
  /** Whether images can take the place of points. */
  hasImages: boolean;
  picked: Picked | undefined;
  onSelect?: (points: readonly number[], name: string) => void;
}

/** Over a scatter: its colour, what dragging does, selecting without dragging, and how much is selected. */
export function ScatterToolbar({
  colorings,
  coloring,
  onColoring,
  isFlat,
  automatic,
  hasImages,
  picked,
  onSelect,
}: Props) {
  return (
    <Group mb="xs" gap="xs">
      {colorings.length > 1 && (
        <Select
          size="xs"
          w={320}
          maw="100%"
          aria-label="Colour by"
          leftSection={<Text size="xs">Colour</Text>}
          leftSectionWidth={58}
          data={colorings.map((each) => ({ value: each.key, label: each.title }))}
          value={coloring?.key ?? null}
          allowDeselect={false}
          onChange={(next) => next && onColoring(next)}
        />
      )}
      {isFlat && <DragModeControl />}
      <PointsControl automatic={automatic} hasImages={hasImages} />
      {coloring && onSelect && (
        <SelectMenu
          title={coloring.title}
          choices={() =>
            Array.from(pointsByCode(coloring.codes), ([code, points]) => {
              const name = codeName(coloring, code);
              return { name, count: points.length, onSelect: () => onSelect(points, name) };
            })
          }
        />
      )}
      {picked && (
        <Text size="xs" className="fl-numbers" data-testid="picked-here">
          {picked.here === 0
            ? 'None of the selected rows are in this picture.'
            : `${formatCount(picked.here)} of ${formatCount(picked.selected)} selected rows`}
        </Text>
      )}
    </Group>
  );
}
