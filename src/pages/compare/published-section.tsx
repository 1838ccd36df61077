import { useResults, useExperiments } from '../../state/lab';
import { experiments } from '../../study/experiments';
import { figureLabel, formatFigure } from '../../ui/format';
import { figuresOf } from '../../core/result-figures';
import { Section } from '../../ui/section';
import { SimpleTable } from '../../ui/simple-table';

/** The study's published figures beside this session's. */
export function PublishedSection() {
  const experimentRuns = useExperiments();
  const results = useResults();
  const rows = experiments.flatMap((experiment) => {
    const ids = Object.values(experimentRuns[experiment.key].results);
    const own = results.filter((result) => ids.includes(result.id)).map(figuresOf);
    return experiment.published.map(({ figure, notebook, sklearn }) => {
      const ours = own.find((one) => figure in one)?.[figure];
      const show = (value: number | undefined) =>
        value === undefined ? '–' : formatFigure(figure, value);
      return [
        `${experiment.number}. ${experiment.title}`,
        figureLabel(figure),
        show(ours),
        show(notebook),
        show(sklearn),
      ];
    });
  });
  return (
    <Section
      title="Beside the study"
      hint="Published figures belong to the study’s 42,000 digits; on other data they are only a guide."
    >
      <SimpleTable
        caption="Published figures beside ours"
        header={['Experiment', 'Figure', 'Here', 'Notebook, MNIST', 'scikit-learn, MNIST']}
        numbersFrom={2}
        rows={rows}
      />
    </Section>
  );
}
