import { useMemo } from 'react';
import type { ClusteringModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import type { ImageTable } from '../../data/dataset';
import { ClassMix } from '../class-mix';
import { formatCount, formatPercent } from '../format';
import { SelectButton } from '../selection/select-button';
import { SimpleTable } from '../simple-table';

interface Props {
  result: RunResult;
  model: ClusteringModel;
  table: ImageTable | undefined;
}

/** Size and class mix of each cluster, and the label it takes. */
export function ClusterTable({ result, model, table }: Props) {
  const mixes = useMemo(() => countMix(result, model, table), [result, model, table]);
  const mapping = result.evaluation?.kind === 'clustering' ? result.evaluation.mapping : undefined;
  const labels = table?.labels !== undefined;
  const rows = mixes.map(({ size, classes }, cluster) => {
    const taken = mapping?.[cluster];
    const known = classes.reduce((sum, count) => sum + count, 0);
    return [
      String(cluster),
      formatCount(size),
      ...(labels && table
        ? [
            taken === undefined || taken < 0 ? '–' : table.classes[taken],
            taken === undefined || taken < 0 || known === 0
              ? '–'
              : formatPercent(classes[taken] / known, 1),
            <ClassMix key="mix" counts={classes} names={table.classes} />,
          ]
        : []),
      ...(table
        ? [
            <SelectButton
              key="select"
              source={result}
              rows={() => result.rows.filter((_, i) => model.labels[i] === cluster)}
              origin={`cluster ${cluster} of ${result.name}`}
              label={`Select cluster ${cluster}`}
            >
              Select
            </SelectButton>,
          ]
        : []),
    ];
  });
  const header = [
    'cluster',
    'rows',
    ...(labels ? ['takes label', 'share of it', 'class mix'] : []),
    ...(table ? ['select'] : []),
  ];
  return <SimpleTable caption="Clusters" header={header} rows={rows} />;
}

function countMix(result: RunResult, model: ClusteringModel, table: ImageTable | undefined) {
  const mixes = Array.from({ length: model.nClusters }, () => ({
    size: 0,
    classes: new Array<number>(table?.classes.length ?? 0).fill(0),
  }));
  model.labels.forEach((cluster, i) => {
    const mix = mixes[cluster];
    if (!mix) return;
    mix.size++;
    const code = table?.labels?.[result.rows[i]] ?? -1;
    if (code >= 0) mix.classes[code]++;
  });
  return mixes;
}
