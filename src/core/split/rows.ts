import { ExpectedFailure, success, toFailure, type Outcome } from '../failure';
import { RandomState } from '../random/random-state';
import type { LabelBudget, RowSelection } from '../run';
import { stratifiedSplit } from './stratified-split';
import { trainTestSplit } from './train-test-split';

export interface RowFacts {
  rows: number;
  /** Class code of each row, −1 = unlabelled. */
  labels?: Int32Array;
  nClasses: number;
}

export interface SelectedRows {
  rows: Uint32Array;
  /** The first so many rows keep their label (budgets only). */
  labelledCount?: number;
}

/** The rows a selection means, in its order. A selection that cannot be met fails and says why. */
export function selectRows(
  selection: Exclude<RowSelection, { kind: 'splitOf' }>,
  facts: RowFacts,
): Outcome<SelectedRows> {
  try {
    return success(select(selection, facts));
  } catch (thrown) {
    if (thrown instanceof ExpectedFailure) return { ok: false, error: toFailure(thrown) };
    throw thrown;
  }
}

function range(n: number, step = 1): Uint32Array {
  const rows = new Uint32Array(Math.ceil(n / step));
  for (let i = 0; i < rows.length; i++) rows[i] = i * step;
  return rows;
}

function select(
  selection: Exclude<RowSelection, { kind: 'splitOf' }>,
  facts: RowFacts,
): SelectedRows {
  switch (selection.kind) {
    case 'all':
      return { rows: range(facts.rows) };
    case 'stride':
      return { rows: range(facts.rows, positive(selection.step, 'The stride')) };
    case 'random':
      return {
        rows: randomRows(
          facts.rows,
          positive(selection.count, 'The number of rows'),
          selection.randomState,
        ),
      };
    case 'stratified':
      return {
        rows: stratifiedRows(
          facts,
          positive(selection.count, 'The number of rows'),
          selection.randomState,
        ),
      };
    case 'budget':
      return budgetRows(selection.budget, facts);
  }
}

function positive(value: number, what: string): number {
  if (!Number.isInteger(value) || value < 1)
    throw new ExpectedFailure('badParameter', `${what} must be a whole number, 1 or more.`);
  return value;
}

function randomRows(n: number, count: number, randomState: number): Uint32Array {
  if (count > n)
    throw new ExpectedFailure('badParameter', `There are ${n} rows: ${count} cannot be drawn.`);
  return new RandomState(randomState).choiceWithoutReplacement(n, count);
}

function labelsOf({ labels }: RowFacts): Int32Array {
  if (!labels)
    throw new ExpectedFailure(
      'badInput',
      'The file has no label column; choose one on the Data page.',
    );
  return labels;
}

/** Rows whose label is known, in file order. */
const labelledRows = (labels: Int32Array): Uint32Array =>
  range(labels.length).filter((row) => labels[row] >= 0);

function stratifiedRows(facts: RowFacts, count: number, randomState: number): Uint32Array {
  const labels = labelsOf(facts);
  const known = labelledRows(labels);
  if (count > known.length) {
    throw new ExpectedFailure(
      'badParameter',
      `There are ${known.length} labelled rows: ${count} cannot be drawn.`,
    );
  }
  if (count === known.length) return known;
  const codes = known.map((row) => labels[row]);
  const { train } = stratifiedSplit(codes, facts.nClasses, { trainSize: count, randomState });
  return train.map((i) => known[i]);
}

/** Labelled rows first, then the others. Rows blank in the file are never among the labelled. */
function budgetRows(budget: LabelBudget, facts: RowFacts): SelectedRows {
  const labels = labelsOf(facts);
  const known = labelledRows(labels);
  const blank = range(facts.rows).filter((row) => labels[row] < 0);
  if (known.length === 0) throw new ExpectedFailure('badInput', 'No row has a label.');
  if (budget.kind === 'blanks') {
    if (blank.length === 0) {
      throw new ExpectedFailure(
        'badInput',
        'Every row has a label: there is nothing to spread to. Keep a share instead.',
      );
    }
    return joined(known, blank);
  }
  if (budget.kind === 'perClass') {
    const chosen = perClass(
      labels,
      facts.nClasses,
      positive(budget.count, 'Labels per class'),
      budget.randomState,
    );
    const taken = new Set(chosen);
    return joined(
      chosen,
      range(facts.rows).filter((row) => !taken.has(row)),
    );
  }
  const { trainSize, randomState, stratify } = budget;
  const codes = known.map((row) => labels[row]);
  const split = stratify
    ? stratifiedSplit(codes, facts.nClasses, { trainSize, randomState })
    : trainTestSplit(known.length, { trainSize, randomState });
  const rest = split.test.map((i) => known[i]);
  return joined(
    split.train.map((i) => known[i]),
    Uint32Array.from([...rest, ...blank]),
  );
}

function joined(labelled: Uint32Array, others: Uint32Array): SelectedRows {
  const rows = new Uint32Array(labelled.length + others.length);
  rows.set(labelled);
  rows.set(others, labelled.length);
  return { rows, labelledCount: labelled.length };
}

/** For each class in turn, the first `count` of a permutation of its rows, all from one stream. */
function perClass(
  labels: Int32Array,
  nClasses: number,
  count: number,
  randomState: number,
): Uint32Array {
  const random = new RandomState(randomState);
  const chosen: number[] = [];
  const membersOf: number[][] = Array.from({ length: nClasses }, () => []);
  labels.forEach((code, row) => code >= 0 && membersOf[code].push(row));
  for (const members of membersOf) {
    // A class that a person added has no label in the file.
    if (members.length === 0) continue;
    if (members.length < count) {
      throw new ExpectedFailure(
        'badInput',
        `A class has only ${members.length} labelled rows: ${count} of each cannot be kept.`,
      );
    }
    for (const pick of random.permutation(members.length).subarray(0, count))
      chosen.push(members[pick]);
  }
  return Uint32Array.from(chosen);
}
