import { describe, expect, it } from 'vitest';
import { ExpectedFailure } from './failure';
import { drive, type DriveControl, stageKey } from './runner';
import type { TrainingCheckpoint } from './training';
import { part, type Progress, type Signal, type Task } from './task';

/** A host whose clock moves 10 ms each time it is read. */
function control(
  change: Partial<DriveControl> = {},
): DriveControl & { breaths: () => number; sent: Progress[] } {
  let time = 0;
  let breaths = 0;
  const sent: Progress[] = [];
  return {
    host: {
      now: () => (time += 10),
      breathe: async () => {
        breaths++;
      },
    },
    signal: () => 'go',
    isCancelled: () => false,
    onProgress: (progress) => sent.push(progress),
    breaths: () => breaths,
    sent,
    ...change,
  };
}

function* count(to: number, log: string[] = []): Task<number> {
  try {
    for (let i = 1; i <= to; i++) {
      const signal: Signal = yield { fraction: i / to, stage: `Iteration ${i} of ${to}` };
      if (signal === 'stop') return i;
    }
    return to;
  } finally {
    log.push('freed');
  }
}

describe('drive', () => {
  it('returns the result, gives the event loop turns and throttles progress', async () => {
    const used = control();
    const outcome = await drive(count(100), used);
    expect(outcome).toMatchObject({ ok: true, value: { result: 100 } });
    expect(used.breaths()).toBeGreaterThan(20);
    expect(used.sent.length).toBeGreaterThan(3);
    expect(used.sent.length).toBeLessThan(40);
  });

  it('sends small pictures with the progress, large ones more rarely', async () => {
    function* pictures(values: number): Task<number> {
      const coordinates = new Float32Array(values);
      for (let iteration = 0; iteration < 300; iteration++) {
        // As most methods do: a picture at some of the steps only.
        const partial = { kind: 'coordinates', coordinates, dims: 2, iteration } as const;
        yield { fraction: 0, stage: 'x', ...(iteration % 7 === 0 && { partial }) };
      }
      return 0;
    }
    const sent = async (values: number): Promise<number> => {
      const used = control();
      await drive(pictures(values), used);
      return used.sent.filter(({ partial }) => partial).length;
    };
    const [small, large] = [await sent(4000), await sent(80_000)];
    expect(large).toBeGreaterThan(5);
    expect(small).toBeGreaterThan(3 * large);
  });

  it('adds up stages without their counters', async () => {
    const outcome = await drive(count(5), control());
    expect(outcome.ok && Object.keys(outcome.value.stageSeconds)).toEqual(['Iteration']);
  });

  it('lets a stopped task return what it has', async () => {
    let asked = 0;
    const outcome = await drive(
      count(100),
      control({ signal: () => (++asked > 7 ? 'stop' : 'go') }),
    );
    expect(outcome).toMatchObject({ ok: true, value: { result: 7 } });
  });

  it('cancels, frees, and keeps nothing', async () => {
    const log: string[] = [];
    const outcome = await drive(count(100, log), control({ isCancelled: () => true }));
    expect(outcome).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(log).toEqual(['freed']);
  });

  it('turns expected failures and bugs into values', async () => {
    function* fails(thrown: Error): Task<number> {
      yield { fraction: 0, stage: 'x' };
      throw thrown;
    }
    expect(
      await drive(fails(new ExpectedFailure('tooLarge', 'No room.')), control()),
    ).toMatchObject({
      ok: false,
      error: { code: 'tooLarge', message: 'No room.' },
    });
    expect(await drive(fails(new TypeError('x is undefined')), control())).toMatchObject({
      ok: false,
      error: { code: 'bug', message: 'TypeError: x is undefined' },
    });
  });
});

describe('part', () => {
  it('scales fractions, passes signals down and frees the inner task', () => {
    const log: string[] = [];
    const task = part(count(4, log), 0.5, 1);
    expect(task.next('go').value).toMatchObject({ fraction: 0.625 });
    expect(task.next('stop')).toEqual({ done: true, value: 1 });
    expect(log).toEqual(['freed']);
  });
});

describe('pausing', () => {
  it('waits at a yield until the work may go on', async () => {
    let goOn = (): void => undefined;
    const over = new Promise<void>((resolve) => (goOn = resolve));
    let waiting: Promise<void> | undefined = over;
    let yields = 0;
    const going = drive(
      count(5),
      control({ paused: () => (yields++ === 2 ? waiting : undefined) }),
    );
    let ended = false;
    void going.then(() => (ended = true));
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    expect(ended).toBe(false);
    expect(yields).toBe(3);
    waiting = undefined;
    goOn();
    expect(await going).toMatchObject({ ok: true, value: { result: 5 } });
  });
});

describe('checkpoints', () => {
  it('are all sent, however fast they come', async () => {
    const checkpoint = (epochs: number) => ({ planned: epochs }) as TrainingCheckpoint;
    function* training(): Task<number> {
      for (let i = 1; i <= 4; i++)
        yield { fraction: i / 4, stage: 'Epoch', checkpoint: checkpoint(i) };
      return 4;
    }
    const watched = control({ host: { now: () => 0, breathe: () => Promise.resolve() } });
    await drive(training(), watched);
    expect(watched.sent.map((progress) => progress.checkpoint?.planned)).toEqual([1, 2, 3, 4]);
  });
});

it.each([
  ['Iteration 1,012 of 2,000', 'Iteration'],
  ['Round 2 of 3: Epoch 4 of 5', 'Round: Epoch'],
  ['Round 1: Spreading', 'Round: Spreading'],
  ['Start 3 of 10, iteration 7', 'Start, iteration'],
  ['Neighbours', 'Neighbours'],
  ['Reading 45 %', 'Reading'],
])('counts “%s” as “%s”', (stage, key) => expect(stageKey(stage)).toBe(key));
