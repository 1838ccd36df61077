import { Group, Select, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { agreementOf, scoreAgreement, type Agreement } from '../../core/agreement';
import type { RunResult } from '../../core/run';
import { verdictOf } from '../../core/verdict';
import type { ImageTable } from '../../data/dataset';
import { useTableOf } from '../../state/lab';
import { usePageState } from '../../state/page-state';
import { FigureTiles, type Tile } from '../../ui/figure-tiles';
import { formatCount, formatPercent } from '../../ui/format';
import { ImageGrid, type GridImage } from '../../ui/images/image-grid';
import { rowSource } from '../../ui/images/image-painter';
import { Section } from '../../ui/section';
import { SelectButton } from '../../ui/selection/select-button';

const SHOWN = 24;

/** Results that take rows for classes, so that two of them can be held against each other. */
const canJudge = (result: RunResult): boolean => verdictOf(result)?.classes !== undefined;

/** Where two results take the same image for different things: the ones most worth a look. */
export function AgreementSection({ results }: { results: readonly RunResult[] }) {
  const judging = results.filter(canJudge);
  const [firstId, setFirst] = usePageState('compare.first', '');
  const [secondId, setSecond] = usePageState('compare.second', '');
  const first = judging.find(({ id }) => id === firstId) ?? judging.at(-2);
  const second = judging.find(({ id }) => id === secondId) ?? judging.at(-1);
  const table = useTableOf(first ?? results[0]);
  if (!first || !second || judging.length < 2) return null;
  const data = judging.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Section
      title="Where two results disagree"
      hint="Labels, predictions and clusters that stand for a class; rows whose label one of them was given are left out."
    >
      <Group gap="md" mb="md" align="flex-end">
        <Select
          label="One"
          data={data}
          value={first.id}
          allowDeselect={false}
          onChange={(next) => next && setFirst(next)}
          w={320}
          maw="100%"
          data-testid="agreement-first"
        />
        <Select
          label="The other"
          data={data}
          value={second.id}
          allowDeselect={false}
          onChange={(next) => next && setSecond(next)}
          w={320}
          maw="100%"
          data-testid="agreement-second"
        />
      </Group>
      {table && <Disagreement first={first} second={second} table={table} />}
    </Section>
  );
}

interface Pair {
  first: RunResult;
  second: RunResult;
  table: ImageTable;
}

function Disagreement({ first, second, table }: Pair) {
  const agreement = useMemo(() => {
    const [one, other] = [verdictOf(first), verdictOf(second)];
    return one && other && first.fingerprint === second.fingerprint
      ? agreementOf(one, other)
      : undefined;
  }, [first, second]);
  if (first.id === second.id) return <Note>Choose two different results.</Note>;
  if (!agreement || agreement.rows.length === 0)
    return <Note>There is no row that both of them judge for themselves.</Note>;
  const { rows, differing } = agreement;
  return (
    <Stack gap="md">
      <FigureTiles tiles={tilesOf(agreement, { first, second, table })} />
      {differing.length > 0 && (
        <>
          <Group gap="sm">
            <SelectButton
              source={first}
              rows={() => differing.map((i) => rows[i])}
              origin={`disagreement of ${first.name} and ${second.name}`}
              testId="select-disagreement"
            >
              {`Select ${formatCount(differing.length)}`}
            </SelectButton>
            {differing.length > SHOWN && (
              <Text size="xs" c="dimmed">
                The first {SHOWN} are shown.
              </Text>
            )}
          </Group>
          <ImageGrid
            images={Array.from(differing.subarray(0, SHOWN), (i) =>
              differingImage(agreement, i, table),
            )}
            size={76}
            label="Images that two results disagree on"
            from={first}
          />
        </>
      )}
    </Stack>
  );
}

const Note = ({ children }: { children: string }) => (
  <Text size="sm" c="dimmed">
    {children}
  </Text>
);

function tilesOf(agreement: Agreement, { first, second, table }: Pair): Tile[] {
  const { rows, differing } = agreement;
  const tiles: Tile[] = [
    { label: 'Rows judged by both', value: formatCount(rows.length) },
    { label: 'Agree', value: formatPercent(1 - differing.length / rows.length) },
    { label: 'Disagree on', value: formatCount(differing.length) },
  ];
  if (!table.labels) return tiles;
  const score = scoreAgreement(agreement, table.labels);
  const { agreeing, agreeingRight, firstRight, secondRight, neitherRight } = score;
  if (agreeing > 0)
    tiles.push({ label: 'Right where they agree', value: formatPercent(agreeingRight / agreeing) });
  if (firstRight + secondRight + neitherRight > 0)
    tiles.push(
      { label: 'Of the others, one is right', value: formatCount(firstRight), help: first.name },
      { label: 'The other is right', value: formatCount(secondRight), help: second.name },
      { label: 'Neither is right', value: formatCount(neitherRight) },
    );
  return tiles;
}

function differingImage(
  { rows, first, second }: Agreement,
  i: number,
  table: ImageTable,
): GridImage {
  const row = rows[i];
  const nameOf = (code: number): string => table.classes[code] ?? String(code);
  const [one, other] = [nameOf(first[i]), nameOf(second[i])];
  const truth = table.labels?.[row] ?? -1;
  return {
    key: row,
    row,
    source: rowSource(table, row),
    label: `Row ${row}, ${one} or ${other}${truth >= 0 ? `, true ${nameOf(truth)}` : ''}`,
    caption: (
      <>
        <b>
          {one} · {other}
        </b>
        {truth >= 0 && <div>true {nameOf(truth)}</div>}
      </>
    ),
  };
}
