import { describe, expect, it } from 'vitest';
import type { Coloring } from '../../scatter/coloring';
import { plotThemes } from '../plotly';
import { matrixFigure } from './matrix';
import { scatterFigure, withPicks } from './scatter';

const theme = plotThemes.light;
const points = { coordinates: Float32Array.from([0, 0, 1, 1, 2, 2, 3, 3]), dims: 2 };
const coloring: Coloring = {
  key: 'label',
  title: 'Label',
  codes: Int32Array.from([1, 0, 1, -1]),
  names: ['a', 'b'],
  kind: 'class',
};

describe('scatterFigure', () => {
  it('draws one trace per code, unlabelled rows first, and remembers each point’s row', () => {
    const { data, indices } = scatterFigure(points, coloring, { theme });
    expect(data.map((trace) => trace.name)).toEqual(['Unlabelled', 'a', 'b']);
    expect(indices.map((list) => [...list])).toEqual([[3], [1], [0, 2]]);
  });

  it('thins to about as many points as asked for, evenly', () => {
    const { indices } = scatterFigure(points, undefined, { theme, atMost: 2 });
    expect(indices.map((list) => [...list])).toEqual([[0, 2]]);
  });

  it('picks points out, in the traces’ own numbering, and leaves the figure as it was', () => {
    const figure = scatterFigure(points, coloring, { theme });
    const { data } = withPicks(figure, (point) => point === 3 || point === 2);
    const picked = (traces: typeof data) =>
      traces.map((trace) => (trace as { selectedpoints?: number[] }).selectedpoints);
    expect(picked(data)).toEqual([[0], [], [1]]);
    expect(picked(figure.data)).toEqual([undefined, undefined, undefined]);
    expect(withPicks(figure, undefined)).toBe(figure);
  });

  it('fades what is not picked out in 3-D', () => {
    const cube = { coordinates: new Float32Array(12), dims: 3 };
    const { data } = withPicks(scatterFigure(cube, coloring, { theme }), (point) => point === 2);
    const { color } = (data[2] as { marker: { color: string[] } }).marker;
    expect(color).toHaveLength(2);
    expect(color[0]).toBe(`${color[1]}14`);
  });

  it('draws points as large and as clear as a person wants, else by their number', () => {
    const markerOf = (look: object) =>
      (
        scatterFigure(points, coloring, { theme, ...look }).data[0] as unknown as {
          marker: { size: number; opacity: number };
        }
      ).marker;
    expect(markerOf({})).toMatchObject({ size: 7, opacity: 0.75 });
    expect(markerOf({ size: 2.5, opacity: 0.3 })).toMatchObject({ size: 2.5, opacity: 0.3 });
  });

  it('is SVG where vector graphics are asked for and WebGL elsewhere', () => {
    expect(scatterFigure(points, coloring, { theme }).data[0].type).toBe('scattergl');
    expect(scatterFigure(points, coloring, { theme, vector: true }).data[0].type).toBe('scatter');
    expect(
      scatterFigure({ ...points, coordinates: new Float32Array(12), dims: 3 }, coloring, { theme })
        .data[0].type,
    ).toBe('scatter3d');
  });
});

/** WCAG's relative luminance of a colour as `#rrggbb`. */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((from) => {
    const share = Number.parseInt(color.slice(from, from + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe('matrixFigure', () => {
  it.each(['light', 'dark'] as const)('can be read in every cell of the %s theme', (name) => {
    const one = { counts: Int32Array.from([1]), size: 1 };
    const [heatmap] = matrixFigure(one, ['a'], plotThemes[name]).data as unknown as {
      colorscale: [number, string][];
      textfont: { color: string };
    }[];
    for (const [, ground] of heatmap.colorscale)
      expect(contrast(ground, heatmap.textfont.color)).toBeGreaterThan(4.5);
  });

  it('writes counts and colours by share of the true class, an empty class included', () => {
    const figure = matrixFigure(
      { counts: Int32Array.from([3, 1, 0, 0]), size: 2 },
      ['a', 'b'],
      theme,
    );
    const [heatmap] = figure.data as unknown as { z: number[][]; text: string[][] }[];
    expect(heatmap.z).toEqual([
      [0.75, 0.25],
      [0, 0],
    ]);
    expect(heatmap.text).toEqual([
      ['3', '1'],
      ['', ''],
    ]);
  });
});
