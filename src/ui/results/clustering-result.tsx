import { SimpleGrid, Stack } from '@mantine/core';
import type { RunResult } from '../../core/run';
import { useResults, useTableOf } from '../../state/lab';
import { ClusterTable } from './cluster-table';
import { EmbeddingScatter, mapFor } from '../scatter/embedding-scatter';
import { tilesOf } from './evaluation-tiles';
import { FigureTiles } from '../figure-tiles';
import { MatrixView } from '../plots/matrix-view';
import { usePickCell } from '../selection/use-pick-cell';
import { ClusterMembers } from './cluster-members';

/** A clustering: its scores, a picture where a map of the same rows exists, confusion, and each cluster's members. */
export function ClusteringResult({ result }: { result: RunResult }) {
  const table = useTableOf(result);
  const results = useResults();
  const onPick = usePickCell(result, table);
  const model = result.value.kind === 'model' ? result.value.model : undefined;
  if (model?.kind !== 'clustering') return null;
  const evaluation = result.evaluation?.kind === 'clustering' ? result.evaluation : undefined;
  const map = mapFor(result, results);
  return (
    <Stack gap="lg">
      <FigureTiles tiles={tilesOf(result)} />
      <SimpleGrid cols={map && evaluation ? { base: 1, lg: 2 } : 1} spacing="xl">
        {map && <EmbeddingScatter result={map} coloring={`cluster:${result.id}`} height={440} />}
        {evaluation && table && (
          <MatrixView
            title={`${result.name}: confusion`}
            confusion={evaluation.confusion}
            names={table.classes}
            onPick={onPick}
          />
        )}
      </SimpleGrid>
      <ClusterTable result={result} model={model} table={table} />
      {table && <ClusterMembers result={result} model={model} table={table} />}
    </Stack>
  );
}
