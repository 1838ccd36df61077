import { describe, expect, it } from 'vitest';
import {
  describeRows,
  figureLabel,
  formatBytes,
  formatFigure,
  formatNumber,
  formatSeconds,
  formatTimeLeft,
} from './format';

describe('format', () => {
  it('keeps the decimals that carry meaning', () => {
    expect(formatNumber(42000)).toBe('42,000');
    expect(formatNumber(0.97535)).toBe('0.9754');
    expect(formatNumber(8207.7328)).toBe('8,207.7');
    expect(formatNumber(1e-7)).toBe('1.00e-7');
    expect(formatNumber(undefined)).toBe('–');
    expect(formatNumber(Number.NaN)).toBe('NaN');
  });

  it('tells times as people do', () => {
    expect(formatSeconds(0.0004)).toBe('< 1 ms');
    expect(formatSeconds(0.42)).toBe('420 ms');
    expect(formatSeconds(12.34)).toBe('12.3 s');
    expect(formatSeconds(185)).toBe('3 min 05 s');
    expect(formatSeconds(119.7)).toBe('2 min 00 s');
    expect(formatTimeLeft(40)).toBe('about 40 s left');
    expect(formatTimeLeft(undefined)).toBe('');
  });

  it('tells memory as pandas does', () => {
    expect(formatBytes(263_760_128)).toBe('251.5 MB');
    expect(formatBytes(900)).toBe('900 bytes');
  });

  it('names and formats figures by their declaration', () => {
    expect(figureLabel('ari')).toBe('ARI');
    expect(figureLabel('someNewFigure')).toBe('Some new figure');
    expect(formatFigure('accuracy', 0.8669)).toBe('86.69 %');
    expect(formatFigure('klDivergence', 1.76137)).toBe('1.7614');
  });

  it('describes row selections', () => {
    expect(describeRows({ kind: 'stride', step: 5 })).toBe('every 5th row');
    expect(describeRows({ kind: 'stride', step: 2 })).toBe('every 2nd row');
    expect(describeRows({ kind: 'stride', step: 12 })).toBe('every 12th row');
    expect(
      describeRows({
        kind: 'budget',
        budget: { kind: 'share', trainSize: 0.1, randomState: 42, stratify: false },
      }),
    ).toBe('10.0 % of labels kept, seed 42');
  });
});
