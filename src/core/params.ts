import { failure, success, type Outcome } from './failure';

/**
 * A method declares each parameter once, as data. Type, default, validation on both sides of the worker, form, link
 * and cache key all follow from that declaration.
 */
interface Common {
  label: string;
  /** One line of help. */
  help: string;
  /** Shown (and meant) only while another parameter has one of these values. */
  when?: { param: string; is: readonly (string | number | boolean)[] };
  /** Behind "More parameters" on the form. */
  advanced?: boolean;
}
interface Range {
  min?: number;
  max?: number;
  /** The bounds themselves are not allowed. */
  exclusiveMin?: boolean;
  exclusiveMax?: boolean;
}
export interface IntegerParam extends Common, Range {
  kind: 'integer';
  default: number;
}
export interface NumberParam extends Common, Range {
  kind: 'number';
  default: number;
}
/** A number or one of a few words: scikit-learn's `learning_rate='auto'`. */
export interface NumberOrWordParam<W extends string = string> extends Common, Range {
  kind: 'numberOrWord';
  words: readonly W[];
  default: number | W;
  integer?: boolean;
}
export interface ChoiceParam<V extends string = string> extends Common {
  kind: 'choice';
  options: readonly { value: V; label: string }[];
  default: V;
}
export interface FlagParam extends Common {
  kind: 'flag';
  default: boolean;
}
export type ParamSpec = IntegerParam | NumberParam | NumberOrWordParam | ChoiceParam | FlagParam;
export type ParamSpecs = Readonly<Record<string, ParamSpec>>;
export type ParamValue = number | string | boolean;

type ValueOf<S extends ParamSpec> = S extends IntegerParam | NumberParam
  ? number
  : S extends NumberOrWordParam<infer W>
    ? number | W
    : S extends ChoiceParam<infer V>
      ? V
      : boolean;
export type ParamValues<S extends ParamSpecs> = { [K in keyof S]: ValueOf<S[K]> };
/** Parameters of a method not known at compile time. */
export type AnyParams = Record<string, ParamValue>;

export const integer = (spec: Omit<IntegerParam, 'kind'>): IntegerParam => ({
  kind: 'integer',
  ...spec,
});
export const number = (spec: Omit<NumberParam, 'kind'>): NumberParam => ({
  kind: 'number',
  ...spec,
});
export const numberOrWord = <W extends string>(
  spec: Omit<NumberOrWordParam<W>, 'kind'>,
): NumberOrWordParam<W> => ({
  kind: 'numberOrWord',
  ...spec,
});
export const choice = <V extends string>(spec: Omit<ChoiceParam<V>, 'kind'>): ChoiceParam<V> => ({
  kind: 'choice',
  ...spec,
});
export const flag = (spec: Omit<FlagParam, 'kind'>): FlagParam => ({ kind: 'flag', ...spec });

/** scikit-learn's `random_state`, the same for every method that draws. */
export const randomStateParam = (
  help = 'Seed of the random stream: the same seed gives the same result.',
) => integer({ label: 'Random state', help, default: 42, min: 0, max: 4294967295 });

export function defaultsOf<S extends ParamSpecs>(specs: S): ParamValues<S> {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, spec.default]),
  ) as ParamValues<S>;
}

function rangeText(spec: Range): string {
  const low =
    spec.min === undefined ? '' : `${spec.exclusiveMin ? 'above' : 'at least'} ${spec.min}`;
  const high =
    spec.max === undefined ? '' : `${spec.exclusiveMax ? 'below' : 'at most'} ${spec.max}`;
  return [low, high].filter(Boolean).join(' and ');
}

function inRange(value: number, spec: Range): boolean {
  if (spec.min !== undefined && (spec.exclusiveMin ? value <= spec.min : value < spec.min))
    return false;
  return !(spec.max !== undefined && (spec.exclusiveMax ? value >= spec.max : value > spec.max));
}

/** What is wrong with one value, in words that name the allowed range; undefined when it is fine. */
export function valueProblem(spec: ParamSpec, value: unknown): string | undefined {
  switch (spec.kind) {
    case 'flag':
      return typeof value === 'boolean' ? undefined : `${spec.label} must be on or off.`;
    case 'choice':
      return spec.options.some((option) => option.value === value)
        ? undefined
        : `${spec.label} must be one of ${spec.options.map((option) => option.value).join(', ')}.`;
    case 'numberOrWord':
      if (typeof value === 'string' && spec.words.includes(value)) return undefined;
      return numberProblem(spec, value, spec.integer ?? false, `${spec.words.join(' or ')}, or `);
    case 'integer':
    case 'number':
      return numberProblem(spec, value, spec.kind === 'integer', '');
  }
}

function numberProblem(
  spec: Range & { label: string },
  value: unknown,
  whole: boolean,
  before: string,
): string | undefined {
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  if (isNumber && (!whole || Number.isInteger(value)) && inRange(value, spec)) return undefined;
  return (
    `${spec.label} must be ${before}${whole ? 'a whole number' : 'a number'} ${rangeText(spec)}`.trim() +
    '.'
  );
}

/** Checks every value; unknown names and missing values are errors, so that a typo never runs with a default. */
export function validateParams<S extends ParamSpecs>(
  specs: S,
  values: unknown,
): Outcome<ParamValues<S>> {
  if (typeof values !== 'object' || values === null)
    return failure('badParameter', 'No parameters were given.');
  const given = values as Record<string, unknown>;
  for (const name of Object.keys(given)) {
    if (!(name in specs))
      return failure('badParameter', `There is no parameter called ${name}.`, name);
  }
  for (const [name, spec] of Object.entries(specs)) {
    const problem = valueProblem(spec, given[name]);
    if (problem) return failure('badParameter', problem, name);
  }
  return success({ ...given } as ParamValues<S>);
}

/** Whether a parameter has meaning beside the others' present values. */
export function isShown(spec: ParamSpec, values: AnyParams): boolean {
  return spec.when === undefined || spec.when.is.includes(values[spec.when.param]);
}
