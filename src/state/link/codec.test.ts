import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../core/params';
import type { RunResult } from '../../core/run';
import { methods } from '../../methods/registry';
import { decodeLink, encodeLink } from './codec';
import { linkedRuns } from './describe';
import { packText } from './pack-text';
import type { LinkedRun, SharedLink } from './shared-link';

const scoring = { embeddingRows: 2000, silhouetteRows: 2000 };
const everyMethod: LinkedRun[] = methods.map((method) => ({
  name: method.title,
  spec: {
    action: 'fit',
    method: method.id,
    params: defaultsOf(method.params),
    input: { from: 'pixels', table: 'train', rows: { kind: 'all' }, scaling: 'unit' },
  },
  scoring,
}));
const onDigits = (runs: LinkedRun[]): SharedLink => ({
  page: 'reduce',
  data: { train: { kind: 'sample', id: 'digits' } },
  runs,
});
const roundTrip = async (link: SharedLink) => decodeLink(`#${await encodeLink(link)}`);

describe('a link', () => {
  it('brings back every method of the registry with its defaults', async () => {
    expect(await roundTrip(onDigits(everyMethod))).toEqual({
      ok: true,
      value: onDigits(everyMethod),
    });
  });

  it('keeps every choice of rows, unrounded figures, and steps that start from others', async () => {
    const [first] = everyMethod;
    const pixels = { from: 'pixels', table: 'train', scaling: 'raw' } as const;
    const share = { kind: 'share', trainSize: 0.1, randomState: 42, stratify: true } as const;
    const runs: LinkedRun[] = [
      {
        ...first,
        spec: { ...first.spec, input: { ...pixels, rows: { kind: 'stride', step: 5 } } },
      },
      {
        ...first,
        spec: {
          ...first.spec,
          input: { ...pixels, rows: { kind: 'stratified', count: 9, randomState: 4294967295 } },
        },
        figures: { klDivergence: 1.7613763809204102 },
      },
      {
        ...first,
        spec: { ...first.spec, input: { ...pixels, rows: { kind: 'budget', budget: share } } },
      },
      { ...first, spec: { ...first.spec, input: { from: 'result', result: '@2' } } },
      {
        ...first,
        spec: {
          ...first.spec,
          input: { from: 'result', result: '@2' },
          labels: { classes: ['cat', 'Ödland'], rows: [7, 3], codes: [1, 0], andFile: true },
        } as LinkedRun['spec'],
      },
      {
        ...first,
        spec: {
          action: 'predict',
          model: '@3',
          input: { ...pixels, rows: { kind: 'splitOf', result: '@3', part: 'validation' } },
        },
        tensorBackend: 'wasm',
      },
    ];
    expect(await roundTrip(onDigits(runs))).toEqual({ ok: true, value: onDigits(runs) });
  });

  it('tells a file by its name, fingerprint and how it was read, and keeps odd names', async () => {
    const fingerprint = '0f'.repeat(32);
    const link: SharedLink = {
      page: 'semi',
      data: {
        train: {
          kind: 'file',
          name: 'my train & test #1 ü.csv',
          fingerprint,
          labelColumn: 'Überschrift',
          shape: { height: 28, width: 14, channels: 3 },
        },
        test: { name: 'test.csv', fingerprint },
      },
      runs: everyMethod,
    };
    expect(await roundTrip(link)).toEqual({ ok: true, value: link });
  });

  it('shows page and sample in plain letters and survives mails: no character needs quoting', async () => {
    const text = await encodeLink(onDigits(everyMethod));
    expect(text).toMatch(/^reduce\?sample=digits&runs=1\.[\w-]+$/);
  });

  it('names earlier results by their place', () => {
    const result = (id: string, input: object): RunResult =>
      ({
        id,
        name: id,
        value: { kind: 'features' },
        scoring,
        spec: { action: 'fit', input },
      }) as never;
    const runs = linkedRuns([
      result('result-x-7', { from: 'pixels', rows: { kind: 'all' } }),
      result('result-x-9', { from: 'result', result: 'result-x-7' }),
    ]);
    expect(runs[1].spec.input).toEqual({ from: 'result', result: '@0' });
  });
});

describe('an address without a link', () => {
  it.each(['', '#', '#reduce', '#nonsense', '#reduce?', '#reduce?other=1'])('%s', async (hash) => {
    const decoded = await decodeLink(hash);
    expect(decoded).toMatchObject({ ok: true, value: { data: undefined, runs: [] } });
  });
});

describe('a damaged link is refused in words', () => {
  const packed = async (runs: unknown) =>
    `#reduce?sample=digits&runs=1.${await packText(JSON.stringify(runs))}`;
  const [run] = everyMethod;
  const withSpec = (change: object) => [{ ...run, spec: { ...run.spec, ...change } }];

  it.each<[string, RegExp, () => string | Promise<string>]>([
    ['cut short', /damaged/, async () => (await packed(everyMethod)).slice(0, -9)],
    [
      'letters changed',
      /damaged/,
      async () => (await packed(everyMethod)).replace(/1\...../, '1.AAAA'),
    ],
    ['not base64', /damaged/, () => '#reduce?sample=digits&runs=1.ü!?'],
    ['not JSON', /damaged/, async () => `#reduce?sample=digits&runs=1.${await packText('{')}`],
    ['a later form', /another version/, () => '#reduce?sample=digits&runs=2.abc'],
    ['no data', /which data/, async () => `#reduce?runs=1.${await packText('[]')}`],
    ['an unknown sample', /sample called no/, () => '#reduce?sample=no'],
    ['a file without fingerprint', /which file/, () => '#reduce?file=a.csv&sha256=12&shape=8x8x1'],
    ['no list', /list of runs/, () => packed({})],
    ['an unknown method', /method called magic/, () => packed(withSpec({ method: 'magic' }))],
    ['a bad parameter', /sets .* wrongly/, () => packed(withSpec({ params: { nope: 1 } }))],
    [
      'a later run',
      /not before it/,
      () => packed(withSpec({ input: { from: 'result', result: '@0' } })),
    ],
    [
      'labels without rows',
      /labels do not fit/,
      () =>
        packed(withSpec({ labels: { classes: ['a'], rows: [1], codes: [0, 0], andFile: false } })),
    ],
    [
      'labels of no class',
      /labels do not fit/,
      () => packed(withSpec({ labels: { classes: ['a'], rows: [1], codes: [1] } })),
    ],
    [
      'strange rows',
      /choice of rows/,
      () =>
        packed(
          withSpec({
            input: { from: 'pixels', table: 'train', scaling: 'raw', rows: { kind: 'x' } },
          }),
        ),
    ],
  ])('%s', async (_what, message, hash) => {
    const decoded = await decodeLink(await hash());
    expect(decoded.ok).toBe(false);
    if (!decoded.ok) expect(decoded.error.message).toMatch(message);
  });

  it('a bomb', async () => {
    const bomb = await packText(' '.repeat(2 ** 23));
    expect(await decodeLink(`#reduce?sample=digits&runs=1.${bomb}`)).toMatchObject({ ok: false });
  });
});
