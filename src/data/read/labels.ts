import { isBlankLabel, isNumber } from './columns';

/** A label as its class is named: "3", "03" and "3.0" are one class; '' where there is none. */
export const normalLabel = (text: string): string => {
  if (isBlankLabel(text)) return '';
  const trimmed = text.trim();
  return isNumber(trimmed) ? String(Number(trimmed)) : trimmed;
};

/**
 * Class codes (−1 = unlabelled) and class names in scikit-learn's order: numbers ascending, else text ascending.
 * "−1" means unlabelled, as in scikit-learn, where there are two classes without it; beside a single class (−1 and 1)
 * it is a class itself.
 */
export function encodeLabels(labels: readonly string[]): { codes: Int32Array; classes: string[] } {
  const distinct = [...new Set(labels)].filter((label) => label !== '');
  const named = distinct.filter((label) => label !== '-1');
  const numeric = distinct.every(isNumber);
  const classes = (named.length > 1 ? named : distinct).sort(
    numeric ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : 1),
  );
  const codeOf = new Map(classes.map((name, code) => [name, code]));
  return { codes: Int32Array.from(labels, (label) => codeOf.get(label) ?? -1), classes };
}
