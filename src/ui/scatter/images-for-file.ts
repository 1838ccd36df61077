import { withPicks, type ScatterFigure } from '../plots/figures/scatter';
import { paintScene, type Scene } from './paint-scene';
import { toScreen, type PlotView } from './plot-view';

/** A file may be of another form than the picture on the page: so much more is painted on each side of it. */
const BEYOND = 0.4;
/** Pixels of the file's image for each of the page. */
const DENSITY = 2;

/** A view of more of the plane, at the same scale. */
export function wider({ left, top, width, height, x, y }: PlotView): PlotView {
  const more = ([from, to]: readonly [number, number]): [number, number] => [
    from - (to - from) * BEYOND,
    to + (to - from) * BEYOND,
  ];
  const grown = 1 + 2 * BEYOND;
  return { left, top, width: width * grown, height: height * grown, x: more(x), y: more(y) };
}

/**
 * A figure of what is `shown` as the page shows it while images stand in place of points: what is laid over the points, as one picture at its
 * place in the plane, and the points faint under it.
 */
export function withImages(figure: ScatterFigure, scene: Scene, shown: PlotView): ScatterFigure {
  const view = wider(shown);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(view.width * DENSITY);
  canvas.height = Math.round(view.height * DENSITY);
  const context = canvas.getContext('2d');
  if (!context) return figure;
  const { coordinates, dims } = scene.points;
  const image = context.createImageData(canvas.width, canvas.height);
  paintScene(image, scene, { ...view, at: toScreen(view, coordinates, dims) }, DENSITY);
  context.putImageData(image, 0, 0);
  const [x0, x1] = view.x;
  const [y0, y1] = view.y;
  const faint = withPicks(figure, () => false);
  return {
    ...faint,
    layout: {
      ...figure.layout,
      images: [
        {
          source: canvas.toDataURL('image/png'),
          xref: 'x',
          yref: 'y',
          x: x0,
          y: y1,
          sizex: x1 - x0,
          sizey: y1 - y0,
          xanchor: 'left',
          yanchor: 'top',
          sizing: 'stretch',
          layer: 'above',
        },
      ],
    },
  };
}
