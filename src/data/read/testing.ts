import type { Outcome } from '../../core/failure';
import type { ImageTable } from '../dataset';
import type { ReadOptions } from './api';
import { readTable } from './read-table';

type Content = string | Uint8Array<ArrayBuffer>;

/** Reads a text or bytes as if they were a file of that name. For tests. */
export const readText = (
  content: Content,
  name = 'train.csv',
  options: ReadOptions = {},
): Promise<Outcome<ImageTable>> =>
  readTable({ name, open: async () => new Blob([content]) }, options);

/** The table that is read, which must be one. */
export async function table(
  content: Content,
  name?: string,
  options?: ReadOptions,
): Promise<ImageTable> {
  const outcome = await readText(content, name, options);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

/** What is said of a file that must not be readable. */
export async function problem(
  content: Content,
  name?: string,
  options?: ReadOptions,
): Promise<string> {
  const outcome = await readText(content, name, options);
  if (outcome.ok) throw new Error(`${name ?? 'the file'} was read`);
  return outcome.error.message;
}

/** A text that arrives in pieces of `size` bytes, as from a slow disk or network. */
export function chunked(text: string, size: number): Response {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += size)));
      else controller.close();
    },
  });
  return new Response(stream);
}

export const messages = ({ warnings }: ImageTable): string =>
  warnings.map(({ message }) => message).join(' ');

export const header = 'label,pixel0,pixel1,pixel2,pixel3';
export const clean = [header, '1,0,10,20,30', '0,255,1,2,3', '1,4,5,6,7', '0,8,9,0,1'].join('\n');
