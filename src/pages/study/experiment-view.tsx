import { SimpleGrid, Title } from '@mantine/core';
import type { Dataset } from '../../data/dataset';
import type { ExperimentRun } from '../../engine/study-run';
import { useBudget, useResults } from '../../state/lab';
import type { Experiment } from '../../study/experiment';
import { BudgetCurves } from '../../ui/budget/curves-view';
import { ResultView } from '../../ui/results/result-view';
import { ClassHistogram } from '../data/class-histogram';
import { ImageViewer } from '../data/image-viewer';
import { RandomGallery } from '../data/random-gallery';
import { TableInfo } from '../data/table-info';

interface Props {
  experiment: Experiment;
  run: ExperimentRun;
  dataset: Dataset;
}

/** What an experiment shows, with the same views as the pages. */
export function ExperimentView({ experiment, run, dataset }: Props) {
  const results = useResults();
  const { cells } = useBudget();
  const { train, test } = dataset;
  switch (experiment.key) {
    case 'load':
      return (
        <SimpleGrid cols={test ? { base: 1, lg: 2 } : 1}>
          <TableInfo title="Training data" table={train} />
          {test && <TableInfo title="Test data" table={test} />}
        </SimpleGrid>
      );
    case 'look':
      return (
        <SimpleGrid cols={{ base: 1, lg: 2 }}>
          <ImageViewer table={train} />
          <RandomGallery table={train} />
        </SimpleGrid>
      );
    case 'classes':
      return <ClassHistogram table={train} />;
    case 'budget':
      return cells.length > 0 && <BudgetCurves cells={cells} dataset={dataset} />;
    default:
      return Object.values(run.results).map((id) => {
        const result = results.find((one) => one.id === id);
        return (
          result && (
            <section key={id} aria-label={result.name}>
              <Title order={4} mb="sm">
                {result.name}
              </Title>
              <ResultView result={result} />
            </section>
          )
        );
      });
  }
}
