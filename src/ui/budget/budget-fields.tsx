import { Chip, Group, Input, NumberInput, Text, TextInput } from '@mantine/core';
import { useBudgetChoice } from '../../state/use-budget-choice';
import { MOST_SEEDS, sweepMethods } from '../../study/budget';
import { featureKinds } from '../../study/features';

interface ChipsProps {
  label: string;
  items: readonly { id: string; title: string }[];
  value: readonly string[];
  error?: string;
  disabled?: boolean;
  onChange: (ids: string[]) => void;
  testId: string;
}

function Chips({ label, items, value, error, disabled, onChange, testId }: ChipsProps) {
  return (
    <fieldset className="fl-chips">
      <Text component="legend" size="sm" fw="var(--mantine-font-weight-medium)">
        {label}
      </Text>
      <Group gap={6}>
        {items.map(({ id, title }) => (
          <Chip
            key={id}
            size="xs"
            radius="sm"
            checked={value.includes(id)}
            disabled={disabled}
            onChange={(on) =>
              onChange(
                items.map((one) => one.id).filter((one) => (one === id ? on : value.includes(one))),
              )
            }
            data-testid={`${testId}-${id}`}
          >
            {title}
          </Chip>
        ))}
      </Group>
      {error && <Input.Error mt={6}>{error}</Input.Error>}
    </fieldset>
  );
}

/** Which budgets, methods, features and how many draws: what a sweep over budgets computes. */
export function BudgetFields({ disabled }: { disabled?: boolean }) {
  const { fields, change, choice } = useBudgetChoice();
  const errorAt = (where: string): string | undefined =>
    !choice.ok && choice.error.where === where ? choice.error.message : undefined;
  return (
    <div className="fl-budget-fields">
      <TextInput
        label="Budgets"
        description="Labels per class, or shares of all labels."
        value={fields.budgets}
        error={errorAt('budgets')}
        disabled={disabled}
        onChange={(event) => change({ budgets: event.currentTarget.value })}
        data-testid="budget-budgets"
      />
      <NumberInput
        label="Seeds"
        description="Draws of each budget."
        value={fields.seeds}
        min={1}
        max={MOST_SEEDS}
        allowDecimal={false}
        error={errorAt('seeds')}
        disabled={disabled}
        onChange={(next) => change({ seeds: Number(next) })}
        data-testid="budget-seeds"
      />
      <Chips
        label="Methods"
        items={sweepMethods}
        value={fields.methods}
        error={errorAt('methods')}
        disabled={disabled}
        onChange={(methods) => change({ methods })}
        testId="budget-method"
      />
      <Chips
        label="Compare images by"
        items={featureKinds}
        value={fields.features}
        error={errorAt('features')}
        disabled={disabled}
        onChange={(features) => change({ features })}
        testId="budget-feature"
      />
    </div>
  );
}
