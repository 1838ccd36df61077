import { SimpleGrid, Stack, Title } from '@mantine/core';
import type { NetworkModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { useTableOf } from '../../state/lab';
import { CurveView } from '../plots/curve-view';
import { EpochTable } from './epoch-table';
import { tilesOf } from './evaluation-tiles';
import { FigureTiles } from '../figure-tiles';
import { formatCount } from '../format';
import { LookInside } from '../inside/look-inside';
import { MatrixView } from '../plots/matrix-view';
import { ReportTable } from './report-table';
import { usePickCell } from '../selection/use-pick-cell';
import { SimpleTable } from '../simple-table';
import { NetworkCalibration } from '../trust/network-calibration';
import { NetworkDoubts } from '../trust/network-doubts';
import { WorstMistakes } from './worst-mistakes';

/** A trained network: curves, epochs, what was built, confusion on its validation rows and its worst mistakes. */
export function NetworkResult({ result }: { result: RunResult }) {
  const table = useTableOf(result);
  const onPick = usePickCell(result, table);
  const model = result.value.kind === 'model' ? result.value.model : undefined;
  if (model?.kind !== 'network') return null;
  const evaluation = result.evaluation?.kind === 'prediction' ? result.evaluation : undefined;
  const opened = result.spec.action === 'open';
  const names = model.classes ?? table?.classes ?? [];
  return (
    <Stack gap="xl">
      <FigureTiles tiles={tilesOf(result)} />
      {model.epochs.length > 0 && (
        <>
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            <CurveView
              title={`${result.name}: accuracy`}
              epochs={model.epochs}
              measure="accuracy"
            />
            <CurveView title={`${result.name}: loss`} epochs={model.epochs} measure="loss" />
          </SimpleGrid>
          <EpochTable epochs={model.epochs} />
        </>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
        <LayerTable model={model} />
        <BackendTable model={model} />
      </SimpleGrid>
      {evaluation && table && (
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
          <MatrixView
            title={`${result.name}: ${opened ? 'confusion on the rows with a label' : 'validation confusion'}`}
            confusion={evaluation.confusion}
            names={names}
            onPick={onPick}
          />
          <ReportTable report={evaluation.report} names={names} />
        </SimpleGrid>
      )}
      {table && knowsLabels(result, table) && (
        <>
          <WorstMistakes result={result} model={model} table={table} />
          <NetworkCalibration result={result} model={model} table={table} />
          <NetworkDoubts result={result} model={model} table={table} />
        </>
      )}
      {table && <LookInside result={result} model={model} table={table} />}
    </Stack>
  );
}

/** Whether it can be held against any label: of the file, or given by hand. */
const knowsLabels = ({ spec }: RunResult, { labels }: ImageTable): boolean =>
  labels !== undefined || (spec.action === 'fit' && spec.labels !== undefined);

function LayerTable({ model }: { model: NetworkModel }) {
  const rows = model.layers.map((layer) => [
    layer.type,
    layer.outputShape.join(' × '),
    formatCount(layer.parameters),
  ]);
  return (
    <div>
      <Title order={4} fz="sm" mb={4}>
        What was built: {formatCount(model.parameters)} parameters
      </Title>
      <SimpleTable caption="Layers" header={['layer', 'output', 'parameters']} rows={rows} />
    </div>
  );
}

function BackendTable({ model }: { model: NetworkModel }) {
  return (
    <div>
      <Title order={4} fz="sm" mb={4}>
        Trained on {model.backend}
      </Title>
      {model.backendTimings.length > 0 && (
        <SimpleTable
          caption="Time of a training step on each backend"
          header={['candidate', 'ms/step', 'note']}
          rows={model.backendTimings.map(({ backend, msPerStep, note }) => [
            backend,
            Number.isFinite(msPerStep) ? msPerStep.toFixed(1) : '–',
            note ?? '',
          ])}
        />
      )}
    </div>
  );
}
