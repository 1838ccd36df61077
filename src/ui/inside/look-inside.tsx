import { Group, NumberInput, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { Outcome } from '../../core/failure';
import type { LayerMaps } from '../../core/method';
import type { NetworkModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { useLab } from '../../state/lab';
import { usePageState } from '../../state/page-state';
import { FailureAlert } from '../failure-alert';
import { ImageCanvas } from '../images/image-canvas';
import { rowSource } from '../images/image-painter';
import { mistakenEntries } from '../results/worst-mistakes';
import { firstFilters, mapsImage } from './mosaic';

/** Images offered to be looked at, half of them mistakes where there are so many. */
const OFFERED = 12;
const THUMB = 38;
/** CSS pixels of the widest picture. */
const WIDTH = 620;
const FILTER_SCALE = 9;

interface Props {
  result: RunResult;
  model: NetworkModel;
  table: ImageTable;
}

/** What the network has learned to look for, and what each convolution finds in one image. */
export function LookInside({ result, model, table }: Props) {
  const offered = useMemo(() => offeredRows(result, model, table), [result, model, table]);
  const [chosen, setRow] = usePageState<number | undefined>(`inside.${result.id}`, undefined);
  const row = chosen ?? offered[0] ?? 0;
  const filters = useMemo(() => firstFilters(model), [model]);
  return (
    <Stack component="section" aria-label="Look inside" gap="md" data-testid="look-inside">
      <div>
        <Title order={4} fz="sm">
          Look inside
        </Title>
        <Text size="xs" c="dimmed" mb={8}>
          The {filters.count} filters of {filters.name}: bright where they want ink, dark where they
          want none, middle grey where they do not care.
        </Text>
        <ImageCanvas
          source={filters.source}
          size={Math.min(WIDTH, filters.source.shape.width * FILTER_SCALE)}
          label={`The ${filters.count} filters of 3 × 3 of ${filters.name}`}
        />
      </div>
      <Group align="flex-end" gap="md">
        <NumberInput
          label="Image of row"
          w={120}
          min={0}
          max={table.rows - 1}
          allowDecimal={false}
          allowNegative={false}
          value={row}
          onChange={(value) => {
            if (value !== '' && Number(value) < table.rows) setRow(Number(value));
          }}
          data-testid="inside-row"
        />
        <Group
          gap={6}
          component="fieldset"
          aria-label="Images to look at"
          style={{ border: 0, margin: 0, padding: 0 }}
        >
          {offered.map((one) => (
            <UnstyledButton
              key={one}
              aria-pressed={one === row}
              aria-label={`Look at row ${one}`}
              style={{
                borderRadius: 4,
                lineHeight: 0,
                outline: one === row ? '2px solid var(--mantine-primary-color-filled)' : undefined,
                outlineOffset: 2,
              }}
              onClick={() => setRow(one)}
            >
              <ImageCanvas source={rowSource(table, one)} size={THUMB} label={`Row ${one}`} />
            </UnstyledButton>
          ))}
        </Group>
      </Group>
      <Maps result={result} row={row} />
    </Stack>
  );
}

function Maps({ result, row }: { result: RunResult; row: number }) {
  const lab = useLab();
  const [found, setFound] = useState<{ row: number; maps: Outcome<LayerMaps[]> }>();
  useEffect(() => {
    let current = true;
    void lab.look(result, result.table, row).then((maps) => {
      if (current) setFound({ row, maps });
    });
    return () => {
      current = false;
    };
  }, [lab, result, row]);
  if (!found)
    return (
      <Text size="sm" c="dimmed">
        Looking, after what runs now …
      </Text>
    );
  const { maps } = found;
  if (!maps.ok) return <FailureAlert error={maps.error} />;
  return maps.value.map((layer) => {
    const { name, filters, height, width } = layer;
    const size = `${height} × ${width}`;
    return (
      <figure key={name} style={{ margin: 0, maxWidth: WIDTH }} data-testid="layer-maps">
        <LayerPicture layer={layer} label={`Row ${found.row}: the ${filters} maps of ${name}`} />
        <Text component="figcaption" size="xs" c="dimmed" mt={4}>
          {name}: {filters} maps of {size}, after ReLU and pooling. Black is the smallest value of
          the layer, white the largest.
        </Text>
      </figure>
    );
  });
}

function LayerPicture({ layer, label }: { layer: LayerMaps; label: string }) {
  const source = useMemo(() => mapsImage(layer), [layer]);
  return <ImageCanvas source={source} size={WIDTH} label={label} />;
}

/** Rows of the worst mistakes, then the first validation rows. */
function offeredRows(result: RunResult, model: NetworkModel, table: ImageTable): number[] {
  const rowOf = (entry: number): number => result.rows[model.validationRows[entry]];
  const mistakes = mistakenEntries(result, model, table)
    .slice(0, OFFERED / 2)
    .map(rowOf);
  const others = Array.from(model.validationRows.subarray(0, OFFERED), (_, i) => rowOf(i));
  return [...new Set([...mistakes, ...others])].slice(0, OFFERED);
}
