import type { ExperimentRun } from '../../engine/study-run';
import { useResults } from '../../state/lab';
import type { Experiment } from '../../study/experiment';
import { figureLabel, formatFigure } from '../../ui/format';
import { figuresOf } from '../../core/result-figures';
import { SimpleTable } from '../../ui/simple-table';

/** Our figures beside the notebook's and scikit-learn's on the study's own data. */
export function PublishedTable({
  experiment,
  run,
}: {
  experiment: Experiment;
  run: ExperimentRun;
}) {
  const results = useResults();
  if (experiment.published.length === 0) return null;
  const ids = Object.values(run.results);
  const ours = Object.assign(
    {},
    ...results.filter((result) => ids.includes(result.id)).map(figuresOf),
  ) as Record<string, number>;
  return (
    <div className="fl-experiment-more" style={{ maxWidth: 682 }}>
      <SimpleTable
        caption={`${experiment.title}: published figures (42,000 MNIST digits) beside ours`}
        header={['figure', 'here', 'notebook, MNIST', 'scikit-learn, MNIST']}
        rows={experiment.published.map(({ figure, notebook, sklearn }) => [
          figureLabel(figure),
          figure in ours ? <b key="ours">{formatFigure(figure, ours[figure])}</b> : '–',
          notebook === undefined ? '–' : formatFigure(figure, notebook),
          sklearn === undefined ? '–' : formatFigure(figure, sklearn),
        ])}
      />
    </div>
  );
}
