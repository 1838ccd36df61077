import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ChosenFile } from './lab-page';

const sample = new URL('../../public/samples/digits.csv.gz', import.meta.url);
const [header, ...rows] = gunzipSync(readFileSync(sample)).toString('utf8').trim().split('\n');

export const digitsHeader: string = header;

/** Lines of the digits sample, label first. */
export const digitRows = (count: number, from = 0): string[] => rows.slice(from, from + count);

/** Lines without their label. */
export const withoutLabel = (lines: readonly string[]): string[] =>
  lines.map((line) => line.slice(line.indexOf(',') + 1));

export const file = (name: string, ...lines: string[]): ChosenFile & { content: string } => ({
  name,
  content: `${lines.join('\n')}\n`,
});

/** 120 real digits as a person's own file. */
export const someDigits = (name = 'train.csv'): ChosenFile =>
  file(name, digitsHeader, ...digitRows(120));

export const gzipped = ({ name, content }: ChosenFile): ChosenFile & { content: Buffer } => ({
  name: `${name}.gz`,
  content: gzipSync(content),
});
