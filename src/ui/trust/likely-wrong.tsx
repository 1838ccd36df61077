import { Group, Text, Title } from '@mantine/core';
import type { DoubtedLabel } from '../../core/metrics/confident-learning';
import type { ImageTable } from '../../data/dataset';
import type { RowSource } from '../../state/selection';
import { formatCount, formatNumber } from '../format';
import { ImageGrid, type GridImage } from '../images/image-grid';
import { rowSource } from '../images/image-painter';
import { SelectButton } from '../selection/select-button';

const SHOWN = 16;

interface Props {
  doubted: readonly DoubtedLabel[];
  /** Table row of an entry. */
  rowOf: (entry: number) => number;
  source: RowSource;
  /** Name of the result that doubts them. */
  name: string;
  table: ImageTable;
  /** The label that a row of the table was given. */
  givenTo: (row: number) => string;
  /** Who contradicts them, and why it may. */
  hint: string;
}

/** Given labels that are likely wrong, the most doubtful first. */
export function LikelyWrong({ doubted, rowOf, source, name, table, givenTo, hint }: Props) {
  const images = doubted.slice(0, SHOWN).map((label) => {
    const row = rowOf(label.entry);
    return imageOf(label, row, table, givenTo(row) || 'none');
  });
  return (
    <section aria-label="Likely wrong labels">
      <Group gap="sm" mb={4}>
        <Title order={4} fz="sm">
          Likely wrong labels
        </Title>
        {doubted.length > 0 && (
          <SelectButton
            source={source}
            rows={() => doubted.map(({ entry }) => rowOf(entry))}
            origin={`likely wrong labels by ${name}`}
            testId="select-likely-wrong"
          >
            {`Select all ${formatCount(doubted.length)}`}
          </SelectButton>
        )}
      </Group>
      <Text size="xs" c="dimmed" mb={8} maw={760}>
        {hint} {doubted.length > 0 ? 'Look before you correct one.' : 'There are none.'}
      </Text>
      <ImageGrid images={images} size={76} label="Likely wrong labels" from={source} />
    </section>
  );
}

function imageOf(
  { suggested, margin }: DoubtedLabel,
  row: number,
  table: ImageTable,
  given: string,
): GridImage {
  const other = table.classes[suggested];
  return {
    key: row,
    row,
    source: rowSource(table, row),
    label: `Row ${row}, label ${given}, rather ${other}`,
    caption: (
      <>
        <div>label {given}</div>
        <b>rather {other}</b>
        <div style={{ color: 'var(--mantine-color-dimmed)' }}>by {formatNumber(margin, 2)}</div>
      </>
    ),
  };
}
