import { Button, Group, SimpleGrid, Slider, Stack, Text, Title } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useMemo } from 'react';
import {
  calibrationBins,
  calibrationError,
  coverageAt,
  coverageCurve,
} from '../../core/metrics/calibration';
import type { LabellingModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { usePageState } from '../../state/page-state';
import { downloadCsv, fileNameOf } from '../download';
import { FigureTiles, type Tile } from '../figure-tiles';
import { FigureView } from '../plots/figure-view';
import { formatCount, formatPercent } from '../format';
import { ImageGrid } from '../images/image-grid';
import { predictedImage } from '../results/predicted-gallery';
import { SelectButton } from '../selection/select-button';
import { usePlotTheme } from '../plots/use-plot-theme';
import { LabelDoubts } from './label-doubts';
import { confidentCsv, entriesAtLeast, thresholdFor, trustOf, type Trust } from './trust';
import { calibrationFigure, coverageFigure } from './trust-figures';

const SHOWN = 12;
/** How many of the least sure rows make the list. */
const DOUBTFUL = 100;
const PLOT_HEIGHT = 270;

interface Props {
  result: RunResult;
  model: LabellingModel;
  table: ImageTable;
}

/** How far spread labels can be trusted: what is gained by keeping only the surest, and whether sure means right. */
export function TrustSection({ result, model, table }: Props) {
  const theme = usePlotTheme();
  const [percent, setPercent] = usePageState(`trust.${result.id}`, 80);
  const trust = useMemo(() => trustOf(result, model, table), [result, model, table]);
  const { confidence, right } = trust;
  const curve = useMemo(() => coverageCurve(confidence, right), [confidence, right]);
  const bins = useMemo(() => calibrationBins(confidence, right), [confidence, right]);
  const kept = useMemo(
    () => coverageAt(confidence, right, thresholdFor(trust, percent / 100)),
    [trust, confidence, right, percent],
  );
  const coverage = useMemo(() => coverageFigure(curve, kept, theme), [curve, kept, theme]);
  const calibration = useMemo(() => calibrationFigure(bins, theme), [bins, theme]);
  const scored = bins.length > 0;
  return (
    <Stack component="section" gap="md" aria-label="How far to trust">
      <div>
        <Title order={4} fz="sm">
          How far to trust
        </Title>
        <Text size="xs" c="dimmed">
          Confidence is the share of what speaks for a row’s class. True labels of hidden rows score
          it and decide nothing.
        </Text>
      </div>
      <Group gap="lg" align="center">
        <Text size="sm" className="fl-numbers" miw={150}>
          Keep the surest <b>{percent} %</b>
        </Text>
        <Slider
          style={{ flex: 1, minWidth: 160, maxWidth: 420 }}
          min={1}
          max={100}
          value={percent}
          onChange={setPercent}
          label={(value) => `${value} %`}
          thumbLabel="Share of rows kept, in percent"
        />
        <Button
          variant="default"
          size="xs"
          leftSection={<IconTable size={15} />}
          onClick={() => {
            const csv = confidentCsv(result, trust, kept.threshold, table);
            downloadCsv(`${fileNameOf(result.name)}-confident.csv`, csv.header, csv.rows);
          }}
          data-testid="download-confident"
        >
          Their labels as CSV
        </Button>
        <SelectButton
          source={result}
          rows={() => entriesAtLeast(trust, kept.threshold).map((i) => trust.rows[i])}
          origin={`the surest ${percent} % of ${result.name}`}
          testId="select-confident"
        >
          Select them
        </SelectButton>
      </Group>
      <FigureTiles tiles={tilesFor(kept, trust, calibrationError(bins))} />
      {scored && (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
          <FigureView
            title={`${result.name}: accuracy by rows kept`}
            description={`Accuracy of the surest rows; of ${formatPercent(kept.coverage, 0)} it is ${formatPercent(kept.accuracy ?? 0)}.`}
            figure={coverage}
            height={PLOT_HEIGHT}
          />
          <FigureView
            title={`${result.name}: calibration`}
            description="Accuracy by confidence, in ten bins."
            figure={calibration}
            height={PLOT_HEIGHT}
            note="On the dotted line a label is right as often as it is sure."
          />
        </SimpleGrid>
      )}
      <Gallery title="Least sure" trust={trust} entries={leastSure(trust)} {...{ result, table }} />
      {scored && (
        <Gallery
          title="Surest mistakes"
          trust={trust}
          entries={mistakes(trust)}
          {...{ result, table }}
        />
      )}
      <LabelDoubts result={result} table={table} />
    </Stack>
  );
}

function tilesFor(
  kept: ReturnType<typeof coverageAt>,
  { right }: Trust,
  error: number | undefined,
): Tile[] {
  const known = right.filter((one) => one >= 0).length;
  const tiles: Tile[] = [
    { label: 'Rows kept', value: formatCount(kept.kept) },
    { label: 'Confidence at least', value: kept.threshold.toFixed(3) },
  ];
  if (known > 0 && kept.accuracy !== undefined)
    tiles.push({ label: 'Accuracy of these', value: formatPercent(kept.accuracy) });
  if (error !== undefined)
    tiles.push({
      label: 'Calibration error',
      value: formatPercent(error),
      help: 'Mean distance of confidence and accuracy over ten bins, weighed by their rows.',
    });
  return tiles;
}

const leastSure = ({ order }: Trust): Uint32Array => order.slice(-DOUBTFUL).reverse();
const mistakes = ({ order, right }: Trust): Uint32Array => order.filter((i) => right[i] === 0);

interface GalleryProps {
  title: string;
  trust: Trust;
  /** All of the list; the first few are shown. */
  entries: Uint32Array;
  result: RunResult;
  table: ImageTable;
}

function Gallery({ title, trust, entries, result, table }: GalleryProps) {
  if (entries.length === 0) return null;
  const images = Array.from(entries.subarray(0, SHOWN), (i) =>
    predictedImage({
      table,
      row: trust.rows[i],
      code: trust.labels[i],
      names: table.classes,
      confidence: trust.confidence[i],
    }),
  );
  return (
    <div>
      <Group gap="sm" mb={8}>
        <Title order={5} fz="xs">
          {title}
        </Title>
        <SelectButton
          source={result}
          rows={() => entries.map((i) => trust.rows[i])}
          origin={`${title.toLowerCase()} of ${result.name}`}
          label={`Select ${title.toLowerCase()}: ${entries.length}`}
        >
          {`Select ${formatCount(entries.length)}`}
        </SelectButton>
      </Group>
      <ImageGrid images={images} size={76} label={title} from={result} />
    </div>
  );
}
