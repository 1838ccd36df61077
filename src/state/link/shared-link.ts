import type { FitContext, ImageShape } from '../../core/method';
import type { ScoringOptions } from '../../core/protocol';
import type { RunSpec } from '../../core/run';
import type { PageKey } from '../navigation';

/** A file that a link is about: never its contents, only what tells whether another person's file is the same. */
export interface LinkedFile {
  name: string;
  /** SHA-256 of pixels and labels, hex. */
  fingerprint: string;
}

/** A built-in sample, or a file with how it was read: another label column would be another table. */
export type LinkedTraining =
  | { kind: 'sample'; id: string }
  | ({
      kind: 'file';
      /** null = none. */
      labelColumn: string | null;
      shape: ImageShape;
    } & LinkedFile);

export interface LinkedData {
  train: LinkedTraining;
  /** A test file of one's own; a sample's own test file comes with the sample. */
  test?: LinkedFile;
}

/** One run of a link. In its spec `@3` names the result of the link's fourth run; it may name earlier ones only. */
export interface LinkedRun {
  name: string;
  spec: RunSpec;
  scoring: ScoringOptions;
  /** Where a network was trained: another backend rounds otherwise. */
  tensorBackend?: NonNullable<FitContext['tensorBackend']>;
  /** The sender's figures, unrounded, to hold ours against. */
  figures?: Record<string, number>;
}

/** What an address of the lab may hold besides its page. */
export interface SharedLink {
  page: PageKey;
  data?: LinkedData;
  runs: LinkedRun[];
}

export const referenceTo = (index: number): string => `@${index}`;

/** The run a reference names, or −1 when it names none. */
export const referencedRun = (text: string): number =>
  /^@\d{1,4}$/.test(text) ? Number(text.slice(1)) : -1;
