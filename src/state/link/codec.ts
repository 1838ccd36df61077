import { failure, success, type Outcome } from '../../core/failure';
import type { ImageShape } from '../../core/method';
import { sampleById } from '../../data/samples';
import { pageOfHash } from '../navigation';
import { checkRuns } from './check-runs';
import { packText, unpackText } from './pack-text';
import type { LinkedData, LinkedFile, LinkedRun, SharedLink } from './shared-link';

/** Stands before the packed runs; a link of a later form is refused in words, not misread. */
const VERSION = '1.';

/**
 * A link as the part of an address after `#`, which browsers never send to a server:
 * `reduce?sample=digits&runs=1.…`, or with one's own file `reduce?file=train.csv&sha256=…&runs=1.…`.
 * What a person may want to read is plain; the runs are JSON, deflated.
 */
export async function encodeLink({ page, data, runs }: SharedLink): Promise<string> {
  const query = new URLSearchParams(data ? dataEntries(data) : []);
  if (runs.length > 0) query.set('runs', VERSION + (await packText(JSON.stringify(runs))));
  const text = query.toString();
  return text ? `${page}?${text}` : page;
}

function dataEntries({ train, test }: LinkedData): [string, string][] {
  const tested: [string, string][] = test
    ? [
        ['test', test.name],
        ['testsha256', test.fingerprint],
      ]
    : [];
  if (train.kind === 'sample') return [['sample', train.id], ...tested];
  const { height, width, channels } = train.shape;
  return [
    ['file', train.name],
    ['sha256', train.fingerprint],
    ['shape', `${height}x${width}x${channels}`],
    ...(train.labelColumn === null ? [] : [['label', train.labelColumn] as [string, string]]),
    ...tested,
  ];
}

/** Reads the part of an address after `#`. An address without a link gives a page and nothing else. */
export async function decodeLink(hash: string): Promise<Outcome<SharedLink>> {
  const [, queryText = ''] = splitOnce(hash, '?');
  const page = pageOfHash(hash);
  const query = new URLSearchParams(queryText);
  const data = dataFrom(query);
  if (!data.ok) return data;
  const packed = query.get('runs');
  if (packed === null) return success({ page, data: data.value, runs: [] });
  if (!data.value)
    return failure('badInput', 'The link has runs but does not say on which data.', 'link');
  const runs = await runsFrom(packed);
  return runs.ok ? success({ page, data: data.value, runs: runs.value }) : runs;
}

const splitOnce = (text: string, at: string): [string, string?] => {
  const i = text.indexOf(at);
  return i < 0 ? [text] : [text.slice(0, i), text.slice(i + 1)];
};

async function runsFrom(packed: string): Promise<Outcome<LinkedRun[]>> {
  if (!packed.startsWith(VERSION)) {
    return failure(
      'badInput',
      'The link was made by another version of Fewlabels that this one cannot read. Reload the page to get the newest.',
      'link',
    );
  }
  const text = await unpackText(packed.slice(VERSION.length));
  if (!text.ok) return text;
  try {
    return checkRuns(JSON.parse(text.value));
  } catch {
    return failure('badInput', 'The link is damaged: its runs cannot be read.', 'link');
  }
}

const UNNAMED = 'The link is damaged: it does not say which file it means.';

function dataFrom(query: URLSearchParams): Outcome<LinkedData | undefined> {
  const test = query.has('test') ? fileFrom(query, 'test', 'testsha256') : undefined;
  if (query.has('test') && !test) return failure('badInput', UNNAMED, 'link');
  const id = query.get('sample');
  if (id !== null) {
    return sampleById(id)
      ? success({ train: { kind: 'sample', id }, test })
      : failure('badInput', `The link is about a sample called ${id}, which is not here.`, 'link');
  }
  if (!query.has('file')) return success(undefined);
  const file = fileFrom(query, 'file', 'sha256');
  const shape = shapeFrom(query.get('shape') ?? '');
  if (!file || !shape) return failure('badInput', UNNAMED, 'link');
  return success({
    train: { kind: 'file', ...file, labelColumn: query.get('label'), shape },
    test,
  });
}

function shapeFrom(text: string): ImageShape | undefined {
  const sides = /^([1-9]\d{0,4})x([1-9]\d{0,4})x([1-9]\d?)$/.exec(text);
  if (!sides) return undefined;
  const [height, width, channels] = sides.slice(1).map(Number);
  return { height, width, channels };
}

function fileFrom(query: URLSearchParams, name: string, sum: string): LinkedFile | undefined {
  const fingerprint = query.get(sum) ?? '';
  return /^([0-9a-f]{64}|weak-[0-9a-f]{1,16})$/.test(fingerprint)
    ? { name: query.get(name) ?? '', fingerprint }
    : undefined;
}
