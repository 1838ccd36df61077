import type { PlotlyHTMLElement } from 'plotly.js';
import { describe, expect, it } from 'vitest';
import { scatterFigure } from '../plots/figures/scatter';
import { plotThemes } from '../plots/plotly';
import { asShown } from './as-shown';

const coloring = {
  key: 'label',
  title: 'Label',
  codes: Int32Array.of(0, 1),
  names: ['a', 'b'],
  kind: 'class',
} as const;
const figure = scatterFigure({ coordinates: [0, 0, 1, 1], dims: 2 }, coloring, {
  theme: plotThemes.light,
});

const drawn = (autorange: boolean): PlotlyHTMLElement => {
  const axis = { autorange, _offset: 0, _length: 100 };
  return {
    data: [{ visible: true }, { visible: 'legendonly' }],
    _fullLayout: { xaxis: { ...axis, range: [2, 3] }, yaxis: { ...axis, range: [4, 5] } },
  } as unknown as PlotlyHTMLElement;
};

describe('a flat picture in a file', () => {
  it('has the part of the plane that was chosen, and no class that the legend hides', () => {
    const { layout, data } = asShown(figure, drawn(false));
    expect(layout.xaxis).toMatchObject({ autorange: false, range: [2, 3] });
    expect(layout.yaxis).toMatchObject({ autorange: false, range: [4, 5], scaleanchor: 'x' });
    expect(data.map(({ visible }) => visible)).toEqual([undefined, 'legendonly']);
  });

  it('has all of it, as large as the file allows, where no part was chosen', () => {
    const { layout } = asShown(figure, drawn(true));
    for (const axis of [layout.xaxis, layout.yaxis]) {
      expect(axis).toMatchObject({ autorange: true });
      expect(axis).not.toHaveProperty('range');
    }
  });
});
