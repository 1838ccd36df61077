import { describe, expect, it } from 'vitest';
import {
  choice,
  defaultsOf,
  flag,
  integer,
  isShown,
  number,
  numberOrWord,
  validateParams,
  valueProblem,
} from './params';

const specs = {
  nComponents: integer({ label: 'Components', help: '', default: 2, min: 1, max: 3 }),
  alpha: number({
    label: 'Alpha',
    help: '',
    default: 0.2,
    min: 0,
    max: 1,
    exclusiveMin: true,
    exclusiveMax: true,
  }),
  learningRate: numberOrWord({
    label: 'Learning rate',
    help: '',
    words: ['auto'],
    default: 'auto',
    min: 1,
  }),
  kernel: choice({
    label: 'Kernel',
    help: '',
    options: [
      { value: 'knn', label: 'kNN' },
      { value: 'rbf', label: 'RBF' },
    ],
    default: 'knn',
  }),
  gamma: number({
    label: 'Gamma',
    help: '',
    default: 20,
    min: 0,
    when: { param: 'kernel', is: ['rbf'] },
  }),
  whiten: flag({ label: 'Whiten', help: '', default: false }),
};

describe('parameters', () => {
  it('accepts its own defaults', () => {
    const defaults = defaultsOf(specs);
    expect(validateParams(specs, defaults)).toEqual({ ok: true, value: defaults });
  });

  it.each([
    ['nComponents', 0],
    ['nComponents', 1.5],
    ['nComponents', Number.NaN],
    ['nComponents', '2'],
    ['alpha', 0],
    ['alpha', 1],
    ['learningRate', 'fast'],
    ['learningRate', 0.5],
    ['kernel', 'linear'],
    ['whiten', 1],
  ])('refuses %s = %s and names it', (name, value) => {
    const outcome = validateParams(specs, { ...defaultsOf(specs), [name]: value });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'badParameter', where: name } });
  });

  it('refuses unknown and missing names, so that a typo never runs with a default', () => {
    expect(validateParams(specs, { ...defaultsOf(specs), nComponent: 2 })).toMatchObject({
      ok: false,
    });
    const { alpha: _, ...rest } = defaultsOf(specs);
    expect(validateParams(specs, rest)).toMatchObject({ ok: false, error: { where: 'alpha' } });
  });

  it('says the allowed range', () => {
    expect(valueProblem(specs.nComponents, 9)).toBe(
      'Components must be a whole number at least 1 and at most 3.',
    );
    expect(valueProblem(specs.learningRate, 0)).toBe(
      'Learning rate must be auto, or a number at least 1.',
    );
  });

  it('shows a parameter only beside the values it belongs to', () => {
    expect(isShown(specs.gamma, { kernel: 'knn' })).toBe(false);
    expect(isShown(specs.gamma, { kernel: 'rbf' })).toBe(true);
  });
});
