import { describe, expect, it } from 'vitest';
import type { LabelBudget, RunResult, RunSpec } from '../core/run';
import { learnedSpec } from '../study/features';
import { pcaParams, spreadingChoiceOf } from './spreading';

const budget: LabelBudget = { kind: 'perClass', count: 5, randomState: 7 };
const pixels = {
  from: 'pixels',
  table: 'train',
  rows: { kind: 'budget', budget },
  scaling: 'unit',
} as const;

const result = (id: string, spec: RunSpec): RunResult =>
  ({
    id,
    spec,
    method: 'method' in spec ? spec.method : 'contrastive',
    table: 'train',
    fingerprint: 'f',
  }) as RunResult;

const spreading = (input: RunSpec['input']) =>
  result('spread', { action: 'fit', method: 'labelSpreading', params: {}, input });

const fromResult = (made: RunResult, others: RunResult[] = []) =>
  spreadingChoiceOf(spreading({ from: 'result', result: made.id }), [...others, made]);

describe('what the spreading form is filled with', () => {
  it('is pixels and the labels that were kept', () => {
    expect(spreadingChoiceOf(spreading(pixels), [])).toEqual({ features: 'pixels', budget });
  });

  it('is labels by hand, with features of all rows', () => {
    const all = { ...pixels, rows: { kind: 'all' }, scaling: 'gradients' } as const;
    const byHand = { kind: 'byHand', andFile: true } as const;
    const labels = { classes: ['a', 'b'], rows: [1, 2], codes: [0, 1], andFile: true };
    const made = result('a', { action: 'fit', method: 'pca', params: pcaParams(20), input: all });
    const spread = (input: RunSpec['input']) =>
      result('s', { action: 'fit', method: 'labelSpreading', params: {}, input, labels });
    expect(spreadingChoiceOf(spread({ from: 'result', result: 'a' }), [made])).toEqual({
      features: 'gradients',
      components: 20,
      budget: byHand,
    });
    expect(spreadingChoiceOf(spread(all), [])).toEqual({ features: 'pixels', budget: byHand });
    expect(spreadingChoiceOf(spread({ from: 'result', result: 'b' }), [])).toEqual({
      features: 'result',
      source: 'b',
      budget: byHand,
    });
  });

  it('is the kind of features where the form’s own PCA made them', () => {
    const made = result('a', {
      action: 'fit',
      method: 'pca',
      params: pcaParams(20),
      input: { ...pixels, scaling: 'straightGradients' },
    });
    expect(fromResult(made)).toEqual({ features: 'straightGradients', components: 20, budget });
  });

  it('is the result where the form would make another', () => {
    const params = { ...pcaParams(20), whiten: true };
    const made = result('a', { action: 'fit', method: 'pca', params, input: pixels });
    expect(fromResult(made)).toEqual({ features: 'result', source: 'a' });
  });

  it('is what was learned while no network is newer', () => {
    const older = result('one', learnedSpec);
    const made = result('a', { action: 'transform', model: 'one', input: pixels });
    expect(fromResult(made, [older])).toEqual({ features: 'learned', budget });
    const newer = result('two', learnedSpec);
    expect(fromResult(made, [older, newer])).toEqual({ features: 'result', source: 'a' });
  });

  it('is the result’s name even after it was deleted', () => {
    expect(spreadingChoiceOf(spreading({ from: 'result', result: 'gone' }), [])).toEqual({
      features: 'result',
      source: 'gone',
    });
  });
});
