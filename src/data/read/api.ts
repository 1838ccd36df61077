import type { Outcome } from '../../core/failure';
import type { ImageShape } from '../../core/method';
import type { ImageTable } from '../dataset';

/** Choices a person may make where a file does not say. */
export interface ReadOptions {
  /** Column that holds the labels: its name, or null for none; found by name and content when undefined. */
  labelColumn?: string | null;
  /** Whether the first row names the columns; found by content when undefined. */
  hasHeader?: boolean;
  shape?: ImageShape;
  /** Largest number of bytes the pixels may take; more is refused before it is allocated. */
  memoryLimit?: number;
}

/** What the ingest worker offers to the engine, through Comlink. */
export interface IngestApi {
  /**
   * Reads a CSV, TSV or their .gz into a table. `source` is a file or the address of a built-in sample; progress is
   * the share of bytes read. One read at a time.
   */
  read(
    source: File | string,
    options: ReadOptions,
    onProgress: (fraction: number) => void,
  ): Promise<Outcome<ImageTable>>;
  /** Lets the running `read` end with the failure `cancelled`. */
  cancel(): void;
}
