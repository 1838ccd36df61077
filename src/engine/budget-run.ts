import { createStore } from 'zustand/vanilla';
import { failure, success, toFailure, type Failure, type Outcome } from '../core/failure';
import { inputFacts } from '../core/input-facts';
import { matrix, type Matrix } from '../core/matrix';
import { validateParams } from '../core/params';
import type { RunResult, RunSpec } from '../core/run';
import { selectRows } from '../core/split/rows';
import type { SweepAnswer, SweepRequest, SweepScore } from '../core/sweep';
import type { Dataset, ImageTable } from '../data/dataset';
import { selectMatrix } from '../data/select';
import { methodById } from '../methods/registry';
import {
  budgetText,
  keyOf,
  labelBudgetOf,
  missingOf,
  planOf,
  type BudgetCell,
  type BudgetChoice,
  type BudgetPoint,
} from '../study/budget';
import { featureById } from '../study/features';
import type { JobRequestOptions } from './jobs';

export interface BudgetState {
  running: boolean;
  /** Every point computed on the open data. */
  cells: readonly BudgetCell[];
  /** Why the last run did not do all it was asked for; absent when it did or was stopped. */
  error?: Failure;
}

/** What a sweep over budgets needs of the lab. */
export interface BudgetHost {
  dataset(): Dataset | undefined;
  results(): readonly RunResult[];
  start(spec: RunSpec, options: JobRequestOptions): Promise<Outcome<RunResult>>;
  sweep(
    title: string,
    rows: Uint32Array,
    request: SweepRequest,
    onScore: (score: SweepScore) => void,
  ): Promise<Outcome<SweepAnswer>>;
}

const allRows = ({ rows }: ImageTable): Uint32Array =>
  Uint32Array.from({ length: rows }, (_, i) => i);

/** Why a choice cannot be run on this table; undefined when it can. */
export function choiceProblem(
  { budgets, methods, features, seeds }: BudgetChoice,
  table: ImageTable,
): Failure | undefined {
  const bad = (message: string): Failure => failure('badParameter', message).error;
  if (budgets.length === 0) return bad('Choose at least one budget.');
  if (methods.length === 0) return bad('Choose at least one method.');
  if (features.length === 0) return bad('Choose at least one kind of features.');
  if (!(Number.isInteger(seeds) && seeds >= 1))
    return bad('Use a whole number of seeds, 1 or more.');
  const { labels, rows, cols, classes } = table;
  if (!labels) return failure('badInput', 'The file has no label column.').error;
  const known = labels.reduce((count, code) => count + (code >= 0 ? 1 : 0), 0);
  for (const budget of budgets) {
    const facts = { rows, labels, nClasses: classes.length };
    const drawn = selectRows({ kind: 'budget', budget: labelBudgetOf(budget, 0) }, facts);
    if (!drawn.ok) return { ...drawn.error, where: budgetText(budget) };
    const seen = drawn.value.rows.subarray(0, drawn.value.labelledCount);
    if (seen.length >= known)
      return bad(`${budgetText(budget)}: every known label would be kept, and none left to score.`);
    const y = new Int32Array(rows).fill(-1);
    for (const row of seen) y[row] = labels[row];
    const X = { data: new Float32Array(0), rows, cols, scale: 1 };
    for (const { method, params } of methods) {
      const checked = validateParams(methodById(method).params, params);
      if (!checked.ok) return checked.error;
      const input = inputFacts({ X, y, nClasses: classes.length });
      const problem = methodById(method).checkInput(input, checked.value);
      if (problem) return problem;
    }
  }
  return undefined;
}

/** Computes accuracy by budget, method, features and seed in the background; points that are there are not computed again. */
export class BudgetRun {
  readonly store = createStore<BudgetState>(() => ({ running: false, cells: [] }));
  private readonly host: BudgetHost;
  /** Counts the data sets, and the times everything was taken away: late scores of before are dropped. */
  private generation = 0;

  constructor(host: BudgetHost) {
    this.host = host;
  }

  /** Takes all points away. */
  clear(): void {
    this.restore([]);
  }

  restore(cells: readonly BudgetCell[]): void {
    this.generation++;
    this.store.setState({ cells, error: undefined });
  }

  /**
   * Computes what is missing of a choice. Stop keeps the points done; Cancel drops those of this run.
   *
   * @param onShare told the share of the missing points that is done, as it grows
   */
  async run(choice: BudgetChoice, onShare?: (share: number) => void): Promise<Outcome<void>> {
    if (this.store.getState().running) return failure('badInput', 'A sweep is running already.');
    const before = this.store.getState().cells;
    const mine = this.generation;
    this.store.setState({ running: true, error: undefined });
    const outcome = await this.fill(choice, mine, onShare);
    this.store.setState({ running: false });
    if (outcome.ok || mine !== this.generation) return outcome;
    const { code } = outcome.error;
    if (code === 'cancelled') this.store.setState({ cells: before });
    else if (code !== 'stoppedEmpty') this.store.setState({ error: outcome.error });
    return outcome;
  }

  private async fill(
    choice: BudgetChoice,
    mine: number,
    onShare?: (share: number) => void,
  ): Promise<Outcome<void>> {
    try {
      const table = this.host.dataset()?.train;
      if (!table) return failure('badInput', 'Open a file or a sample first.');
      const problem = choiceProblem(choice, table);
      if (problem) return { ok: false, error: problem };
      const missing = missingOf(planOf(choice), this.store.getState().cells);
      let count = 0;
      const add = (cell: BudgetCell): void => {
        if (mine !== this.generation) return;
        this.store.setState(({ cells }) => ({ cells: [...cells, cell] }));
        onShare?.(++count / missing.length);
      };
      for (const features of choice.features) {
        const points = missing.filter((point) => point.features === features);
        if (points.length === 0) continue;
        const done = await this.sweep(features, points, table, add);
        if (!done.ok) return done;
      }
      return success(undefined);
    } catch (thrown) {
      return { ok: false, error: toFailure(thrown) };
    }
  }

  private async sweep(
    features: string,
    points: readonly BudgetPoint[],
    table: ImageTable,
    add: (cell: BudgetCell) => void,
  ): Promise<Outcome<void>> {
    const X = await this.prepare(features, table);
    if (!X.ok) return X;
    const byKey = new Map(points.map((point) => [keyOf(point), point]));
    const request: SweepRequest = {
      X: X.value,
      truth: table.labels as Int32Array,
      nClasses: table.classes.length,
      fits: [...byKey].map(([key, { method, params, budget, seed }]) => ({
        key,
        method,
        params,
        budget: labelBudgetOf(budget, seed),
      })),
    };
    const onScore = ({ key, ...score }: SweepScore): void => {
      const point = byKey.get(key);
      if (!point) return;
      byKey.delete(key);
      add({ ...point, ...score });
    };
    const title = `Accuracy against budget by ${featureById(features).title}, ${points.length} fits`;
    const answer = await this.host.sweep(title, allRows(table), request, onScore);
    // Scores and the answer travel by different ports: what has not come by now comes with the answer, or never.
    if (answer.ok) answer.value.scores.forEach(onScore);
    byKey.clear();
    if (!answer.ok) return answer;
    return answer.value.stopped
      ? failure('stoppedEmpty', 'Stopped: what was done is kept.')
      : success(undefined);
  }

  /** The features of all rows, in file order; a result that holds them already is used again. */
  private async prepare(id: string, table: ImageTable): Promise<Outcome<Matrix>> {
    const kind = featureById(id);
    const spec = kind.run?.(table);
    if (!spec) return success(selectMatrix(table, allRows(table), 'unit'));
    const same = JSON.stringify(spec);
    const there = this.host.results().find((result) => JSON.stringify(result.spec) === same);
    const name = `${kind.title} of all rows`;
    const made = there
      ? success(there)
      : await this.host.start(spec, { name, scoring: { embeddingRows: 0 } });
    if (!made.ok) return made;
    const { value, rows } = made.value;
    if (value.kind === 'features') return success(value.X);
    if (value.kind === 'model' && value.model.kind === 'embedding')
      return success(matrix(value.model.coordinates, rows.length, value.model.dims));
    return failure('bug', `${made.value.name} has no coordinates.`);
  }
}
