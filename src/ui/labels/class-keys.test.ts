import { expect, it } from 'vitest';
import { classOfKey, keyOf } from './class-keys';

it('gives digits their own key, and other classes their place', () => {
  const digits = ['0', '1', '2'];
  expect([0, 1, 2].map((code) => keyOf(digits, code))).toEqual(['0', '1', '2']);
  expect(classOfKey(digits, '2')).toBe(2);
  const things = ['cat', 'dog'];
  expect([0, 1].map((code) => keyOf(things, code))).toEqual(['1', '2']);
  expect(classOfKey(things, '2')).toBe(1);
  expect(classOfKey(things, 'd')).toBe(-1);
  const letters = ['A', 'B'];
  expect(classOfKey(letters, 'b')).toBe(1);
  const many = Array.from({ length: 12 }, (_, i) => `class ${i}`);
  expect(keyOf(many, 9)).toBeUndefined();
});
