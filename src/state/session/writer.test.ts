import { expect, it } from 'vitest';
import { success } from '../../core/failure';
import type { TrainingCheckpoint } from '../../core/training';
import type { SessionClient } from '../../engine/session-client';
import type { Dataset, ImageTable } from '../../data/dataset';
import { SessionWriter } from './writer';

const at = (epoch: number) => ({ planned: epoch }) as TrainingCheckpoint;

/** A writer whose first write waits until `open` is called. */
function slowly() {
  const written: unknown[] = [];
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const call = async (name: string, ...args: unknown[]) => {
    written.push([name, ...args]);
    await gate;
    return success(undefined);
  };
  const writer = new SessionWriter({ call } as unknown as SessionClient, 's');
  const settled = async () => {
    open();
    await writer.remove('other');
    return written.slice(0, -1);
  };
  return { writer, settled };
}

it('writes each epoch once, and leaves out those that are over before it came to them', async () => {
  const { writer, settled } = slowly();
  const [first, second, third] = [at(1), at(2), at(3)];
  writer.writeCheckpoints({ a: first });
  await Promise.resolve();
  writer.writeCheckpoints({ a: first });
  writer.writeCheckpoints({ a: second });
  writer.writeCheckpoints({ a: third });
  expect(await settled()).toEqual([
    ['saveCheckpoint', 's', 'a', first],
    ['saveCheckpoint', 's', 'a', third],
  ]);
});

it('writes what belongs to a session that was left meanwhile to that one', async () => {
  const { writer, settled } = slowly();
  writer.writeCheckpoints({ a: at(1) });
  await Promise.resolve();
  writer.writeCheckpoints({ a: at(2) });
  writer.turnTo('t');
  writer.writeCheckpoints({ b: at(9) });
  expect(await settled()).toEqual([
    ['saveCheckpoint', 's', 'a', at(1)],
    ['saveCheckpoint', 's', 'a', at(2)],
    ['saveCheckpoint', 't', 'b', at(9)],
  ]);
});

it('writes a table again when it is another one, not when it has more classes', async () => {
  const { writer, settled } = slowly();
  const train = { pixels: new Uint8Array(4), classes: ['a'] } as ImageTable;
  const more = { ...train, classes: ['a', 'b'] };
  const other = { ...more, labels: Int32Array.of(0) };
  for (const table of [train, more, other]) writer.writeDataset({ train: table } as Dataset);
  expect(await settled()).toEqual([
    ['saveTable', 's', 'train', train],
    ['saveTable', 's', 'train', other],
  ]);
});
