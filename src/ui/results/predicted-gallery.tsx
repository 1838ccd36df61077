import { Button, Group, Stack } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ImageTable } from '../../data/dataset';
import { usePageState } from '../../state/page-state';
import type { RowSource } from '../../state/selection';
import { drawRows } from '../images/draw-rows';
import { formatPercent } from '../format';
import { ImageGrid, type GridImage } from '../images/image-grid';
import { rowSource } from '../images/image-painter';

interface Props {
  table: ImageTable;
  /** Table row and class code of each prediction. */
  rows: ArrayLike<number>;
  labels: ArrayLike<number>;
  /** Probability of the predicted class, where there is one. */
  confidence?: (index: number) => number;
  /** The true labels are another table's: names come from here. */
  names?: readonly string[];
  count: number;
  /** Where the seed of the draw is kept. */
  seedKey: string;
  /** The table of the rows: images can be selected. */
  from?: RowSource;
}

/** Random images with their predictions, the wrong ones framed. */
export function PredictedGallery({
  table,
  rows,
  labels,
  confidence,
  names,
  count,
  seedKey,
  from,
}: Props) {
  const [seed, setSeed] = usePageState(seedKey, 42);
  const images = useMemo(
    () =>
      drawRows(rows.length, count, seed).map((i) =>
        predictedImage({
          table,
          row: rows[i],
          code: labels[i],
          names: names ?? table.classes,
          confidence: confidence?.(i),
        }),
      ),
    [rows, labels, count, seed, table, names, confidence],
  );
  return (
    <Stack gap="sm">
      <ImageGrid images={images} size={76} label="Random images with predictions" from={from} />
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={15} />}
          onClick={() => setSeed(seed + 1)}
        >
          Draw again
        </Button>
      </Group>
    </Stack>
  );
}

interface Predicted {
  table: ImageTable;
  row: number;
  code: number;
  names: readonly string[];
  confidence?: number;
}

export function predictedImage({ table, row, code, names, confidence }: Predicted): GridImage {
  const truth = table.labels?.[row];
  const known = truth !== undefined && truth >= 0;
  const predicted = names[code] ?? String(code);
  const wrong = known && truth !== code;
  return {
    key: row,
    row,
    source: rowSource(table, row),
    wrong,
    label: `Row ${row}, predicted ${predicted}${wrong ? `, true ${table.classes[truth]}` : ''}`,
    caption: (
      <>
        <b>{predicted}</b>
        {wrong && <div>true {table.classes[truth]}</div>}
        {confidence !== undefined && (
          <div style={{ color: 'var(--mantine-color-dimmed)' }}>{formatPercent(confidence, 0)}</div>
        )}
      </>
    ),
  };
}
