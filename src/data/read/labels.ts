import { isNumber } from './columns';

/** A label as its class is named: "3", "03" and "3.0" are one class. */
export const normalLabel = (text: string): string => {
  const trimmed = text.trim();
  return isNumber(trimmed) ? String(Number(trimmed)) : trimmed;
};

/** Class codes (−1 for an empty text) and class names in scikit-learn's order: numbers ascending, else text ascending. */
export function encodeLabels(labels: readonly string[]): { codes: Int32Array; classes: string[] } {
  const distinct = [...new Set(labels)].filter((label) => label !== '');
  const numeric = distinct.every(isNumber);
  const classes = distinct.sort(
    numeric ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : 1),
  );
  const codeOf = new Map(classes.map((name, code) => [name, code]));
  return { codes: Int32Array.from(labels, (label) => codeOf.get(label) ?? -1), classes };
}
