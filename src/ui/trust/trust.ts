import { rightness, type Rightness } from '../../core/metrics/calibration';
import type { LabellingModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import { givenLabelOf } from '../../core/split/given-first';
import type { ImageTable } from '../../data/dataset';
import { sharesOfCodes } from '../results/confidences';
import type { Csv } from '../results/evaluation-csv';

/** How sure the spread labels are, row by row: of the rows whose label the method did not see. */
export interface Trust {
  /** Table row behind each entry. */
  rows: Uint32Array;
  labels: Int32Array;
  /** Share of what speaks for the row's class; 0 where nothing reached it. */
  confidence: Float32Array;
  right: Rightness;
  /** Entries from the surest to the least sure. */
  order: Uint32Array;
}

export function trustOf(
  { rows, labelledCount = 0 }: RunResult,
  { labels, distributions, nClasses }: LabellingModel,
  table: ImageTable | undefined,
): Trust {
  const hidden = rows.subarray(labelledCount);
  const found = labels.subarray(labelledCount);
  const confidence = sharesOfCodes(labels, distributions, nClasses).subarray(labelledCount);
  return {
    rows: hidden,
    labels: found,
    confidence,
    right: rightness(
      found,
      Int32Array.from(hidden, (row) => table?.labels?.[row] ?? -1),
    ),
    order: Uint32Array.from(confidence.keys()).sort((a, b) => confidence[b] - confidence[a]),
  };
}

/** The confidence of the least sure row when the surest share of rows is kept. */
export const thresholdFor = ({ order, confidence }: Trust, share: number): number =>
  confidence[order[Math.min(order.length, Math.max(1, Math.round(share * order.length))) - 1]];

/** The entries that are at least so sure. */
export const entriesAtLeast = ({ confidence }: Trust, threshold: number): Uint32Array =>
  Uint32Array.from(confidence.keys()).filter((i) => confidence[i] >= threshold);

/** Given labels, and the spread ones that are at least so sure. */
export function confidentCsv(
  result: RunResult,
  trust: Trust,
  threshold: number,
  table: ImageTable,
): Csv {
  const { rows, labels, confidence } = trust;
  const nameOf = (code: number | undefined): string => table.classes[code ?? -1] ?? '';
  const givenTo = givenLabelOf(result, table);
  const given = Array.from(result.rows.subarray(0, result.labelledCount ?? 0), (row) => [
    row,
    givenTo(row),
    'given',
    1,
  ]);
  const spread = Array.from(entriesAtLeast(trust, threshold), (i) => [
    rows[i],
    nameOf(labels[i]),
    'spread',
    confidence[i],
  ]);
  return { header: ['row', 'label', 'source', 'confidence'], rows: [...given, ...spread] };
}
