import { Button, Group, NumberInput } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useState } from 'react';
import type { NetworkModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import { useLab } from '../../state/lab';

const MOST = 1000;

/** Trains a finished or stopped network for more epochs, as a result of its own. */
export function TrainOn({ network, model }: { network: RunResult; model: NetworkModel }) {
  const lab = useLab();
  const [more, setMore] = useState<number | string>(5);
  const { spec } = network;
  const { checkpoint } = model;
  if (!checkpoint || spec.action !== 'fit') return null;
  const epochs = checkpoint.epochs.length + Number(more);
  const start = (): void => {
    const name = `${network.name}, to epoch ${epochs}`;
    const params = { ...spec.params, epochs };
    void lab.start({ ...spec, params }, { name, resume: checkpoint });
  };
  return (
    <Group gap={6} wrap="nowrap">
      <NumberInput
        aria-label="More epochs"
        value={more}
        onChange={setMore}
        min={1}
        max={MOST - checkpoint.epochs.length}
        allowDecimal={false}
        w={72}
        data-testid="more-epochs"
      />
      <Button
        variant="light"
        leftSection={<IconPlayerTrackNext size={17} />}
        disabled={!Number.isInteger(epochs) || Number(more) < 1 || epochs > MOST}
        data-testid="cnn-train-on"
        onClick={start}
      >
        more epochs
      </Button>
    </Group>
  );
}
