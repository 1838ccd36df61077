import type { KeptHandLabels, RunResult, RunSpec } from '../core/run';
import type { TrainingCheckpoint } from '../core/training';
import type { Dataset } from '../data/dataset';

/** A run that had not ended when the page closed. */
export interface UnfinishedRun {
  name: string;
  spec: RunSpec;
  /** Id of its job, under which its checkpoint is kept; sessions of before have none. */
  job?: string;
}

/** Where trainings stood that had not ended, by the id of their job. */
export type Checkpoints = Readonly<Record<string, TrainingCheckpoint>>;

/** What is kept of a session besides its tables and results: small, written often. */
export interface SessionMeta {
  id: string;
  /** Version of the lab that wrote it. */
  version: string;
  /** ISO 8601. */
  savedAt: string;
  page: string;
  /** The open data without its tables, and how many rows they have; undefined when nothing is open. */
  data?: Pick<Dataset, 'name' | 'sampleId' | 'licence' | 'source'> & {
    rows: number;
    testRows?: number;
  };
  /** Results in their order, with what a person may change of them after they were written. */
  results: { id: string; name: string; pinned?: boolean }[];
  /** How the study stands, for the engine. */
  study: unknown;
  /** Points of accuracy against budget, for the engine; sessions of before have none. */
  budget?: unknown;
  /** Labels given by hand; none when there are none. */
  handLabels?: KeptHandLabels;
  /** Form values and view choices, for the pages. */
  pages: Record<string, unknown>;
  unfinished: UnfinishedRun[];
}

/** A whole session: everything a page load needs to be as it was. */
export interface SessionContents {
  meta: SessionMeta;
  dataset?: Dataset;
  results: RunResult[];
  checkpoints?: Checkpoints;
}

/**
 * The results in the order of the meta record, with the names and pins it holds; after them those that were written
 * when there was no time left to write the record.
 */
export function arranged(meta: SessionMeta, stored: readonly RunResult[]): RunResult[] {
  const byId = new Map(stored.map((result) => [result.id, result]));
  const known = meta.results.flatMap(({ id, name, pinned }) => {
    const result = byId.get(id);
    byId.delete(id);
    return result ? [{ ...result, name, pinned }] : [];
  });
  const rest = [...byId.values()].sort((a, b) => a.finishedAt.localeCompare(b.finishedAt));
  return [...known, ...rest];
}
