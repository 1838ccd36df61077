import { describe, expect, it } from 'vitest';
import {
  describeRows,
  figureLabel,
  formatBytes,
  formatEstimate,
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

  it('foretells with one figure, or a half more', () => {
    const of = (seconds: number | undefined, bytes: number) => formatEstimate({ seconds, bytes });
    expect(of(undefined, 2e7)).toBe('Takes less than 0.1 GB of memory');
    expect(of(0.4, 3.4e8)).toBe('Less than a second, 0.3 GB of memory');
    expect(of(17.2, 1.37e9)).toBe('About 15 s, 1.5 GB of memory');
    expect(of(34, 5.2e8)).toBe('About 30 s, 0.5 GB of memory');
    expect(of(130, 2e9)).toBe('About 2 min, 2.0 GB of memory');
    expect(of(20_000, 3e10)).toBe('About 6 h, 30 GB of memory');
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
