import { Anchor, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Dataset } from '../../data/dataset';
import { usePageState } from '../../state/page-state';
import type { BudgetCell } from '../../study/budget';
import { curvesOf } from '../../study/budget-curve';
import { publishedFor } from '../../study/published-budget';
import { downloadCsv } from '../download';
import { FigureView } from '../plots/figure-view';
import { formatPercent } from '../format';
import { SimpleTable } from '../simple-table';
import { usePlotTheme } from '../plots/use-plot-theme';
import { cellsCsv } from './cells-csv';
import { budgetFigure, budgetHeight } from './curve-figure';
import { CURVE_CAPTION, curveTable, TEXT_COLUMNS } from './curve-table';

/** Accuracy against budget as curves and as a table, beside what was published, with all points as a file. */
export function BudgetCurves({
  cells,
  dataset,
}: {
  cells: readonly BudgetCell[];
  dataset: Dataset;
}) {
  const theme = usePlotTheme();
  const [withMarks, setWithMarks] = usePageState('budget.marks', true);
  const published = publishedFor(dataset);
  const marks = withMarks ? published : undefined;
  const classes = dataset.train.classes.length;
  const curves = useMemo(() => curvesOf(cells, classes), [cells, classes]);
  const figure = useMemo(() => budgetFigure(curves, marks, theme), [curves, marks, theme]);
  const { header, rows } = curveTable(curves, marks);
  const best = Math.max(...curves.flatMap(({ points }) => points.map(({ mean }) => mean)));
  return (
    <Stack gap="md" data-testid="budget-curves" data-cells={cells.length}>
      <Checkbox
        label={`Show published results on ${published.title}`}
        checked={withMarks}
        onChange={(event) => setWithMarks(event.currentTarget.checked)}
      />
      <FigureView
        title="Accuracy against budget"
        description={`Accuracy against labels per class for ${curves.length} methods; the best mean is ${formatPercent(best)}.`}
        figure={figure}
        height={budgetHeight(curves)}
        note={
          marks && (
            <>
              Dotted: {marks.title} in{' '}
              <Anchor href={marks.url} target="_blank" rel="noreferrer" size="xs">
                {marks.source}
              </Anchor>
              : {marks.setting}.
            </>
          )
        }
      />
      <SimpleTable
        caption={CURVE_CAPTION}
        header={header}
        rows={rows}
        numbersFrom={TEXT_COLUMNS}
        testId="budget-table"
      />
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {CURVE_CAPTION}.
        </Text>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconTable size={15} />}
          onClick={() => {
            const csv = cellsCsv(cells);
            downloadCsv('accuracy-against-budget.csv', csv.header, csv.rows);
          }}
          data-testid="download-budget"
        >
          All points as CSV
        </Button>
      </Group>
    </Stack>
  );
}
