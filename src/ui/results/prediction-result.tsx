import { Button, Checkbox, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import type { RunResult } from '../../core/run';
import { useDataset, useTableOf } from '../../state/lab';
import { usePageState } from '../../state/page-state';
import { select } from '../../state/selection';
import { BarView } from '../plots/bar-view';
import { tilesOf } from './evaluation-tiles';
import { FigureTiles } from '../figure-tiles';
import { formatCount } from '../format';
import { MatrixView } from '../plots/matrix-view';
import { PredictedGallery } from './predicted-gallery';
import { usePickCell } from '../selection/use-pick-cell';
import { downloadText } from '../download';
import { submissionCsv } from './submission';

const NO_NAMES: readonly string[] = [];

/** Predictions: twenty random images, how many of each class, scores where labels are known, the file to hand in. */
export function PredictionResult({ result }: { result: RunResult }) {
  const table = useTableOf(result);
  const dataset = useDataset();
  const prediction = result.value.kind === 'predictions' ? result.value.prediction : undefined;
  const names = prediction?.classes ?? dataset?.train.classes ?? NO_NAMES;
  const [withConfidence, setWithConfidence] = usePageState('submission.confidence', false);
  const onPick = usePickCell(result, table);
  const bars = useMemo(() => countLabels(prediction?.labels, names), [prediction, names]);
  const confidence = useCallback(
    (i: number) => prediction?.probabilities?.[i * prediction.nClasses + prediction.labels[i]] ?? 0,
    [prediction],
  );
  if (!prediction) return null;
  const evaluation = result.evaluation?.kind === 'prediction' ? result.evaluation : undefined;
  const unreached = prediction.reached?.reduce((count, flag) => count + (flag ? 0 : 1), 0) ?? 0;
  return (
    <Stack gap="lg">
      {evaluation && <FigureTiles tiles={tilesOf(result)} />}
      {unreached > 0 && (
        <Text size="sm">
          No label reached the neighbours of {formatCount(unreached)} images: the class they are
          given means nothing.
        </Text>
      )}
      <Group>
        <Button
          variant="light"
          leftSection={<IconDownload size={16} />}
          data-testid="download-submission"
          onClick={() =>
            downloadText(
              'submission.csv',
              submissionCsv(
                prediction.labels,
                names,
                withConfidence && prediction.probabilities ? confidence : undefined,
              ),
              'text/csv',
            )
          }
        >
          submission.csv
        </Button>
        <Text size="sm" c="dimmed">
          ImageId (from 1) and Label, in the order of the file.
        </Text>
        {prediction.probabilities && (
          <Checkbox
            size="sm"
            label="with confidence"
            checked={withConfidence}
            onChange={(event) => setWithConfidence(event.currentTarget.checked)}
            data-testid="submission-confidence"
          />
        )}
      </Group>
      {table && (
        <PredictedGallery
          table={table}
          rows={result.rows}
          labels={prediction.labels}
          names={names}
          confidence={prediction.probabilities ? confidence : undefined}
          count={20}
          from={result}
          seedKey={`predicted.${result.id}`}
        />
      )}
      <SimpleGrid cols={evaluation ? { base: 1, lg: 2 } : 1} spacing="xl">
        <BarView
          title={`${result.name}: images per predicted class`}
          bars={bars}
          xTitle="Predicted label"
          onPick={
            table &&
            ((code) =>
              select(
                result,
                result.rows.filter((_, i) => prediction.labels[i] === code),
                `predicted ${names[code]} by ${result.name}`,
              ))
          }
        />
        {evaluation && (
          <MatrixView
            title={`${result.name}: confusion`}
            confusion={evaluation.confusion}
            names={names}
            onPick={onPick}
          />
        )}
      </SimpleGrid>
    </Stack>
  );
}

function countLabels(labels: Int32Array | undefined, names: readonly string[]) {
  const counts = new Array<number>(names.length).fill(0);
  for (const code of labels ?? []) counts[code]++;
  return counts.map((count, code) => ({ name: names[code], count }));
}
