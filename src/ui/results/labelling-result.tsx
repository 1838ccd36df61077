import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useCallback } from 'react';
import type { LabellingModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import { useResults, useTableOf } from '../../state/lab';
import { useIsMapToCome } from '../../state/maps-to-come';
import { EmbeddingScatter, mapFor } from '../scatter/embedding-scatter';
import { MapInTheMaking } from '../scatter/map-in-the-making';
import { tilesOf } from './evaluation-tiles';
import { FigureTiles } from '../figure-tiles';
import { formatCount } from '../format';
import { MatrixView } from '../plots/matrix-view';
import { PredictedGallery } from './predicted-gallery';
import { ReportTable } from './report-table';
import { usePickCell } from '../selection/use-pick-cell';
import { TrustSection } from '../trust/trust-section';

const confidenceOf = ({ labels, distributions, nClasses }: LabellingModel, row: number): number =>
  distributions[row * nClasses + labels[row]];

/** Spread labels: scores on rows whose label was hidden, report, confusion, picture, and ten of the images. */
export function LabellingResult({ result }: { result: RunResult }) {
  const table = useTableOf(result);
  const map = mapFor(result, useResults());
  const mapToCome = useIsMapToCome(result.spec.input);
  const onPick = usePickCell(result, table);
  const model = result.value.kind === 'model' ? result.value.model : undefined;
  const given = result.labelledCount ?? 0;
  const confidence = useCallback(
    (i: number) => (model?.kind === 'labelling' ? confidenceOf(model, given + i) : 0),
    [model, given],
  );
  if (model?.kind !== 'labelling') return null;
  const evaluation = result.evaluation?.kind === 'labelling' ? result.evaluation : undefined;
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {formatCount(given)} labels spread to {formatCount(result.rows.length - given)} rows.{' '}
        {evaluation
          ? `Scored on the ${formatCount(evaluation.scoredRows)} of them whose true label is known: the method saw their images, not their labels (transductive).`
          : 'Their true labels are not known: there is no accuracy.'}
      </Text>
      <FigureTiles tiles={tilesOf(result)} />
      {evaluation && table && (
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
          <MatrixView
            title={`${result.name}: confusion`}
            confusion={evaluation.confusion}
            names={table.classes}
            onPick={onPick}
          />
          <ReportTable report={evaluation.report} names={table.classes} />
        </SimpleGrid>
      )}
      {map && <EmbeddingScatter result={map} coloring={`spread:${result.id}`} />}
      {!map && mapToCome && <MapInTheMaking result={result} />}
      {!map && !mapToCome && (
        <Text size="sm" c="dimmed">
          For a picture coloured by spread label, tick “Also draw the rows by t-SNE” in the form.
        </Text>
      )}
      {table && result.rows.length > given && (
        <TrustSection result={result} model={model} table={table} />
      )}
      {table && (
        <section aria-label="Ten unlabelled images">
          <Title order={4} fz="sm" mb={8}>
            Ten random unlabelled images with the label they were given
          </Title>
          <PredictedGallery
            table={table}
            rows={result.rows.subarray(given)}
            labels={model.labels.subarray(given)}
            confidence={confidence}
            count={10}
            from={result}
            seedKey={`labelled.${result.id}`}
          />
        </section>
      )}
    </Stack>
  );
}
