/** Keys beyond the ninth class would need two strokes. */
const MOST = 9;

/**
 * The key that gives a class: its own name where every class is called by one letter or digit, else its place, counted
 * from 1; undefined for classes beyond the ninth.
 */
export function keyOf(classes: readonly string[], code: number): string | undefined {
  if (classes.every((name) => name.length === 1)) return classes[code];
  return code < MOST ? String(code + 1) : undefined;
}

/** The class that a key gives, −1 for none. */
export const classOfKey = (classes: readonly string[], key: string): number =>
  classes.findIndex((_, code) => keyOf(classes, code)?.toLowerCase() === key.toLowerCase());
