import { expect, it } from 'vitest';
import { wider } from './images-for-file';
import { toScreen, type PlotView } from './plot-view';

it('sees more of the plane at the same scale', () => {
  const view: PlotView = { left: 3, top: 4, width: 100, height: 50, x: [0, 10], y: [-5, 0] };
  const more = wider(view);
  const coordinates = [0, 0, 10, -5, 4, -2];
  const [narrow, wide] = [toScreen(view, coordinates, 2), toScreen(more, coordinates, 2)];
  for (const point of [0, 1, 2]) {
    expect(wide.x(point) - narrow.x(point)).toBeCloseTo((more.width - view.width) / 2, 9);
    expect(wide.y(point) - narrow.y(point)).toBeCloseTo((more.height - view.height) / 2, 9);
  }
});
