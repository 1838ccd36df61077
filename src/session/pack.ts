import { Zip, ZipDeflate, unzipSync, strFromU8, strToU8 } from 'fflate';
import { ExpectedFailure } from '../core/failure';
import { fingerprintOf } from '../data/read/inspect';
import type { ImageTable } from '../data/dataset';
import type { SessionContents } from './contents';
import { fromNpy, isNumberArray, toNpy } from './npy';

const FORMAT = 'fewlabels-session';
const FORMAT_VERSION = 1;
/** Pixels of digits shrink to a quarter at the fastest level; slower levels gain little. */
const LEVEL = 1;
const CHUNK = 2 ** 22;

/**
 * A session as one .zip: `session.json` with everything but the arrays, which lie beside it as `arrays/<n>.npy` for
 * anyone with numpy. Written in chunks, so that memory holds one array at a time.
 */
export function packSession(contents: SessionContents): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    parts.push(chunk);
  });
  const addFile = (name: string, bytes: Uint8Array): void => {
    const file = new ZipDeflate(name, { level: LEVEL });
    zip.add(file);
    for (let at = 0; at < bytes.length || at === 0; at += CHUNK)
      file.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length);
  };
  let arrays = 0;
  const json = JSON.stringify(
    { format: FORMAT, formatVersion: FORMAT_VERSION, ...contents },
    (_key, value: unknown) => {
      if (isNumberArray(value)) {
        const name = `arrays/${arrays++}.npy`;
        addFile(name, toNpy(value));
        return { $npy: name };
      }
      // JSON has no word for these, and would write null.
      return typeof value === 'number' && !Number.isFinite(value)
        ? { $number: String(value) }
        : value;
    },
  );
  addFile('session.json', strToU8(json));
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}

const damaged = (why: string): ExpectedFailure =>
  new ExpectedFailure(
    'badFile',
    `This is not a session file of Fewlabels, or it is damaged: ${why}. What was open was kept.`,
  );

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes);
  } catch {
    throw damaged('it is not a whole .zip file');
  }
}

/** Brings back what {@link packSession} packed. @throws ExpectedFailure for any other or a damaged file. */
export async function unpackSession(bytes: Uint8Array): Promise<SessionContents> {
  const files = unzip(bytes);
  const text = files['session.json'];
  if (!text) throw damaged('it has no session.json');
  let contents: SessionContents & { format?: string; formatVersion?: number };
  try {
    contents = JSON.parse(strFromU8(text), (_key, value: unknown) => revived(value, files));
  } catch {
    throw damaged('its parts do not belong together');
  }
  if (contents.format !== FORMAT) throw damaged('it says it is something else');
  if (contents.formatVersion !== FORMAT_VERSION) {
    throw new ExpectedFailure(
      'badFile',
      'This session file was written by another version of Fewlabels that this one cannot read.',
    );
  }
  const { meta, dataset, results, checkpoints } = contents;
  if (!meta?.results || !Array.isArray(results)) throw damaged('it has no results');
  if (dataset && !(isWhole(dataset.train) && (await isItself(dataset.train))))
    throw damaged('its pixels or labels are not those that were saved');
  if (dataset?.test && !isWhole(dataset.test)) throw damaged('its test table is not whole');
  return { meta, dataset, results, checkpoints };
}

function revived(value: unknown, files: Record<string, Uint8Array>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$npy' in value) return fromNpy(files[value.$npy as string]);
  return '$number' in value ? Number(value.$number) : value;
}

const isWhole = ({ pixels, labels, rows, cols }: ImageTable): boolean =>
  isNumberArray(pixels) && pixels.length === rows * cols && (!labels || labels.length === rows);

/**
 * Pixels and labels have the fingerprint that the file states. Not for a test table: its columns and codes were put
 * in the training table's order after its fingerprint was taken.
 */
async function isItself({ pixels, labels, fingerprint }: ImageTable): Promise<boolean> {
  const found = await fingerprintOf(pixels, labels);
  const sameKind = found.startsWith('weak-') === fingerprint.startsWith('weak-');
  return !sameKind || found === fingerprint;
}
