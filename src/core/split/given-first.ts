import { failure, success, type Outcome } from '../failure';
import type { GivenLabels, RunResult } from '../run';

export interface GivenFirst {
  /** Places among the rows that were asked about: those with a label, then the others, each in their order. */
  order: Uint32Array;
  /** How many of them have a label. */
  labelledCount: number;
  /** Class code by place in `order`, −1 without a label. */
  y: Int32Array;
}

interface ClassNames {
  /** Names of the table's classes, by code. */
  classes: readonly string[];
  /** What classes are called now, by what they were called before. */
  renamedClasses?: Readonly<Record<string, string>>;
}

interface TableFacts extends ClassNames {
  /** Class code of each row of the table, −1 = unlabelled. */
  labels?: Int32Array;
}

/** What a class is called now; undefined for one that there is not. */
export function classNow(
  { classes, renamedClasses }: ClassNames,
  name: string,
): string | undefined {
  if (classes.includes(name)) return name;
  return renamedClasses && Object.hasOwn(renamedClasses, name) ? renamedClasses[name] : undefined;
}

/** Class code by row of the table, of the rows that were labelled by hand. A class the data has not is a failure. */
export function codesByRow(
  { classes, rows, codes }: GivenLabels,
  known: ClassNames,
): Outcome<Map<number, number>> {
  const codeOf = classes.map((name) => known.classes.indexOf(classNow(known, name) ?? ''));
  const missing = classes.find((_, i) => codeOf[i] < 0);
  if (missing !== undefined)
    return failure('badInput', `The data has no class called ${missing}.`, 'labels');
  return success(new Map(rows.map((row, i) => [row, codeOf[codes[i]]])));
}

/** Orders rows of a table by whether a person, or the file where that counts too, gave them a label. */
export function givenFirst(
  rows: Uint32Array,
  given: GivenLabels,
  table: TableFacts,
): Outcome<GivenFirst> {
  const { labels } = table;
  const byHand = codesByRow(given, table);
  if (!byHand.ok) return byHand;
  const codeOf = (row: number): number =>
    byHand.value.get(row) ?? (given.andFile ? (labels?.[row] ?? -1) : -1);
  const codes = Int32Array.from(rows, codeOf);
  const places = Uint32Array.from(codes.keys());
  const labelled = places.filter((place) => codes[place] >= 0);
  if (labelled.length === 0)
    return failure('badInput', 'None of these images has a label yet: give some a label by hand.');
  const order = new Uint32Array(rows.length);
  order.set(labelled);
  order.set(
    places.filter((place) => codes[place] < 0),
    labelled.length,
  );
  const y = Int32Array.from(order, (place) => codes[place]);
  return success({ order, labelledCount: labelled.length, y });
}

/** The class that a method was told of a row of the table: given by hand before the file's own; −1 for none. */
export function givenCodeOf(
  { spec }: Pick<RunResult, 'spec'>,
  table: TableFacts,
): (row: number) => number {
  const { labels } = table;
  const given = spec.action === 'fit' ? spec.labels : undefined;
  const byHand = given && codesByRow(given, table);
  const codes = byHand?.ok ? byHand.value : undefined;
  return (row) => codes?.get(row) ?? labels?.[row] ?? -1;
}

/** The name of that class, empty for none. */
export function givenLabelOf(
  result: Pick<RunResult, 'spec'>,
  table: TableFacts,
): (row: number) => string {
  const codeOf = givenCodeOf(result, table);
  return (row) => table.classes[codeOf(row)] ?? '';
}
