import type { ImageShape } from './method';
import { isShown, type AnyParams, type ParamSpecs, type ParamValue } from './params';

/** What a method's estimator may need to know besides its parameters. */
export interface PythonFacts {
  imageShape: ImageShape;
  nClasses: number;
}

/**
 * A method in Python, for the export of what was run: `python.ts` in the method's folder exports one. The estimator has
 * scikit-learn's interface: `fit(X)` or `fit(X, y)`, and `fit_transform`, `labels_`, `transduction_` by its family.
 */
export interface PythonTwin {
  /** The method's id. */
  method: string;
  /** Packages to install, by their names on the Python Package Index. */
  packages: readonly string[];
  /** Import lines. */
  imports: readonly string[];
  /** Definitions that the estimator needs, as Python source, each before those that use it. */
  definitions?: readonly string[];
  /** The estimator, as an expression. */
  estimator(params: AnyParams, facts: PythonFacts): string;
  /** What the fitted estimator says of itself: an expression of `model` for each figure, by the names of `core/figures`. */
  figures: Readonly<Record<string, string>>;
  /** How near the two come, in one sentence. */
  agreement: string;
}

/** scikit-learn spells its parameters with underscores: `nNeighbors` is `n_neighbors`. */
export const pythonName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A value as Python source. */
export function pythonLiteral(value: ParamValue | null): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  // JSON's escapes are Python's, and a number written by JavaScript reads back as the same number.
  return JSON.stringify(value);
}

/**
 * Keyword arguments: the parameters that have meaning beside the others, by their Python names, changed or left out
 * (undefined) where `change` says so.
 */
export function pythonArguments(
  specs: ParamSpecs,
  params: AnyParams,
  change: Readonly<Record<string, ParamValue | null | undefined>> = {},
): string {
  return Object.entries(specs)
    .filter(
      ([name, spec]) => isShown(spec, params) && !(name in change && change[name] === undefined),
    )
    .map(
      ([name]) =>
        `${pythonName(name)}=${pythonLiteral(change[name] ?? (name in change ? null : params[name]))}`,
    )
    .join(', ');
}
