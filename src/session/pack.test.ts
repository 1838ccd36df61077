import { describe, expect, it } from 'vitest';
import { strToU8, zipSync } from 'fflate';
import type { RunResult } from '../core/run';
import type { TrainingCheckpoint } from '../core/training';
import { fingerprintOf } from '../data/read/inspect';
import type { ImageTable } from '../data/dataset';
import type { SessionContents } from './contents';
import { fromNpy, toNpy } from './npy';
import { packSession, unpackSession } from './pack';

/** `numpy.save` of float32 [1.5, −2.0], numpy 1.24.2. */
const SAVED_BY_NUMPY =
  '934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028322c292c207d' +
  '20'.repeat(60) +
  '0a0000c03f000000c0';

describe('.npy', () => {
  it('is what numpy writes', () => {
    expect(Buffer.from(toNpy(Float32Array.of(1.5, -2))).toString('hex')).toBe(SAVED_BY_NUMPY);
  });

  it.each([
    Uint8Array.of(0, 255),
    Int32Array.of(-1, 2 ** 30),
    Uint32Array.of(4294967295),
    Float64Array.of(Math.PI, -0, Number.NaN, Infinity),
    new Float32Array(0),
  ])('comes back: %s', (array) => expect(fromNpy(toNpy(array))).toEqual(array));

  it('refuses a file cut short', () => {
    expect(() => fromNpy(toNpy(Float64Array.of(1, 2)).slice(0, -1))).toThrow(RangeError);
  });
});

async function contents(): Promise<SessionContents> {
  const pixels = new Uint8Array(new SharedArrayBuffer(12) as unknown as ArrayBuffer);
  pixels.set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255]);
  const labels = Int32Array.of(0, 1, -1);
  const train = {
    rows: 3,
    cols: 4,
    pixels,
    labels,
    classes: ['cat', 'dog'],
    fingerprint: await fingerprintOf(pixels, labels),
  } as ImageTable;
  const result = {
    id: 'result-a-1',
    name: 'PCA 2-D',
    rows: Uint32Array.of(0, 2),
    evaluation: { kind: 'embedding', trustworthiness: Number.NaN },
    value: {
      kind: 'model',
      model: { kind: 'embedding', coordinates: Float64Array.of(0.1, 1 / 3, 1e-300, -0), dims: 2 },
    },
  } as unknown as RunResult;
  const checkpoint = {
    planned: 20,
    state: { weights: Float32Array.of(0.1, -0), steps: 7 },
  } as unknown as TrainingCheckpoint;
  const meta = { id: 's', results: [{ id: 'result-a-1', name: 'Mine' }] };
  return {
    meta: meta as unknown as SessionContents['meta'],
    dataset: { name: 'three.csv', train },
    results: [result],
    checkpoints: { 'job-a-1': checkpoint },
  };
}
const bytesOf = async (session: SessionContents): Promise<Uint8Array> =>
  new Uint8Array(await packSession(session).arrayBuffer());

describe('a session file', () => {
  it('brings back every number and array', async () => {
    const session = await contents();
    expect(await unpackSession(await bytesOf(session))).toEqual(session);
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array, RegExp]>([
    ['something else', () => strToU8('label,pixel0'), /not a whole .zip/],
    ['cut short', (bytes) => bytes.slice(0, -40), /damaged/],
    ['another .zip', () => zipSync({ 'a.txt': strToU8('a') }), /no session.json/],
    ['another format', () => zipSync({ 'session.json': strToU8('{}') }), /something else/],
    [
      'a later version',
      () =>
        zipSync({
          'session.json': strToU8('{"format":"fewlabels-session","formatVersion":9}'),
        }),
      /another version/,
    ],
  ])('refuses %s in words', async (_what, spoil, message) => {
    const bytes = spoil(await bytesOf(await contents()));
    await expect(unpackSession(bytes)).rejects.toThrow(message);
  });

  it('finds pixels that are not those of the fingerprint', async () => {
    const session = await contents();
    (session.dataset as { train: ImageTable }).train.pixels[3] = 77;
    await expect(unpackSession(await bytesOf(session))).rejects.toThrow(
      /not those that were saved/,
    );
  });
});
