import type { LabelBudget, RowSelection } from '../../core/run';
import { lines } from './cell';

/** Source that chooses rows as Fewlabels did, and what it imports. */
export interface RowsSource {
  imports: readonly string[];
  /** Sets `rows<k>`, and `labelled<k>` where the first rows alone have a label that may be used. */
  code: string;
}

const SPLIT = 'from sklearn.model_selection import train_test_split';

/**
 * @param k Number of the step.
 * @param table Name of the table in the script: `train` or `test`.
 * @param stepOf Number of the step that made a result.
 */
export function rowsSource(
  selection: RowSelection,
  k: number,
  table: string,
  stepOf: (id: string) => number,
): RowsSource {
  const codes = `${table}_codes`;
  const count = `len(${table}_pixels)`;
  const plain = (code: string, ...imports: string[]): RowsSource => ({ imports, code });
  switch (selection.kind) {
    case 'all':
      return plain(`rows${k} = np.arange(${count})`);
    case 'stride':
      return plain(`rows${k} = np.arange(0, ${count}, ${selection.step})`);
    case 'random':
      return plain(
        `rows${k} = np.random.RandomState(${selection.randomState}).choice(${count}, ${selection.count}, replace=False)`,
      );
    case 'stratified':
      return plain(
        lines(
          `known = np.flatnonzero(${codes} >= 0)`,
          `rows${k} = known`,
          `if ${selection.count} < len(known):`,
          `    rows${k}, _ = train_test_split(known, train_size=${selection.count}, random_state=${selection.randomState}, stratify=${codes}[known])`,
        ),
        SPLIT,
      );
    case 'budget':
      return budgetSource(selection.budget, k, codes);
    case 'splitOf': {
      const step = stepOf(selection.result);
      const part = selection.part === 'train' ? 'train' : 'validation';
      return plain(`rows${k} = rows${step}[model${step}.${part}]`);
    }
  }
}

function budgetSource(budget: LabelBudget, k: number, codes: string): RowsSource {
  const known = `known = np.flatnonzero(${codes} >= 0)`;
  const blank = `np.flatnonzero(${codes} < 0)`;
  if (budget.kind === 'blanks') {
    const code = lines(
      known,
      `rows${k} = np.concatenate([known, ${blank}])`,
      `labelled${k} = len(known)`,
    );
    return { imports: [], code };
  }
  if (budget.kind === 'share') {
    const stratify = budget.stratify ? `, stratify=${codes}[known]` : '';
    const code = lines(
      known,
      `kept, hidden = train_test_split(known, train_size=${budget.trainSize}, random_state=${budget.randomState}${stratify})`,
      `rows${k} = np.concatenate([kept, hidden, ${blank}])`,
      `labelled${k} = len(kept)`,
    );
    return { imports: [SPLIT], code };
  }
  const code = lines(
    `random = np.random.RandomState(${budget.randomState})`,
    `kept = np.concatenate([`,
    `    members[random.permutation(len(members))[:${budget.count}]]`,
    `    for members in (np.flatnonzero(${codes} == code) for code in range(len(CLASSES)))`,
    `])`,
    `rows${k} = np.concatenate([kept, np.setdiff1d(np.arange(len(${codes})), kept)])`,
    `labelled${k} = len(kept)`,
  );
  return { imports: [], code };
}
