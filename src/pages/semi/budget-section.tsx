import { Button, Group, Text } from '@mantine/core';
import { IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import type { Dataset } from '../../data/dataset';
import { useBudget, useLab } from '../../state/lab';
import { useBudgetChoice } from '../../state/use-budget-choice';
import { missingOf, planOf } from '../../study/budget';
import { BudgetFields } from '../../ui/budget/budget-fields';
import { BudgetCurves } from '../../ui/budget/curves-view';
import { FailureAlert } from '../../ui/failure-alert';
import { formatCount } from '../../ui/format';
import { JobList } from '../../ui/job-list';
import { Section } from '../../ui/section';

/** How accuracy grows with the number of labels, for several methods and draws at once. */
export function BudgetSection({ dataset }: { dataset: Dataset }) {
  const lab = useLab();
  const { running, cells, error } = useBudget();
  const { choice } = useBudgetChoice();
  const plan = choice.ok ? planOf(choice.value) : [];
  const missing = missingOf(plan, cells).length;
  return (
    <Section
      title="Accuracy against budget"
      hint="How many labels are enough? Every method with every budget, several draws of each; neighbours are searched once. Scored on the rows whose label was hidden."
    >
      <BudgetFields disabled={running} />
      <Group gap="sm">
        <Button
          leftSection={<IconPlayerPlay size={16} />}
          disabled={running || missing === 0}
          onClick={() => choice.ok && void lab.runBudget(choice.value)}
          data-testid="run-budget"
        >
          {missing < plan.length && missing > 0 ? 'Run what is missing' : 'Run'}
        </Button>
        <Text size="sm" c="dimmed" component="output">
          {plan.length === 0 ? '' : planText(plan.length, missing)}
        </Text>
        {cells.length > 0 && !running && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={16} />}
            onClick={() => lab.clearBudget()}
            data-testid="clear-budget"
          >
            Clear the curves
          </Button>
        )}
      </Group>
      {error && <FailureAlert error={error} />}
      <JobList methods={['sweep']} />
      {cells.length > 0 && <BudgetCurves cells={cells} dataset={dataset} />}
    </Section>
  );
}

const planText = (all: number, missing: number): string =>
  missing === 0
    ? `All ${formatCount(all)} fits are done.`
    : missing === all
      ? `${formatCount(all)} fits.`
      : `${formatCount(all - missing)} of ${formatCount(all)} fits are done.`;
