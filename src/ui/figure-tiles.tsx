import { Group, Text, Tooltip } from '@mantine/core';

export interface Tile {
  label: string;
  value: string;
  help?: string;
}

/** A few figures, large: what a result is judged by. */
export function FigureTiles({ tiles }: { tiles: readonly Tile[] }) {
  return (
    <Group component="dl" gap="md" style={{ columnGap: 32 }} m={0} className="fl-numbers">
      {tiles.map((tile) => (
        <div key={tile.label}>
          <Text
            component="dt"
            size="xs"
            c="dimmed"
            td={tile.help ? 'underline dotted' : undefined}
            style={{ textUnderlineOffset: 3 }}
          >
            {tile.help ? (
              <Tooltip label={tile.help}>
                <span>{tile.label}</span>
              </Tooltip>
            ) : (
              tile.label
            )}
          </Text>
          <Text component="dd" m={0} fz={21} fw={620} lh={1.3}>
            {tile.value}
          </Text>
        </div>
      ))}
    </Group>
  );
}
