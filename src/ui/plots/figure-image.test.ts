import { expect, it } from 'vitest';
import { onPaper } from './figure-image';
import { scatterFigure } from './figures/scatter';
import { plotThemes } from './plotly';

it('draws a figure of any theme as one of the light theme for paper', () => {
  for (const dims of [2, 3]) {
    const points = { coordinates: [0, 1, 2, 3, 4, 5], dims };
    const [light, dark] = (['light', 'dark'] as const).map(
      (name) => scatterFigure(points, undefined, { theme: plotThemes[name] }).layout,
    );
    const { modebar: _ours, ...paper } = onPaper(dark);
    const { modebar: _theirs, ...wanted } = light;
    expect(paper).toEqual(wanted);
  }
});
