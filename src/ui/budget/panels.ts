import type { Annotation, Layout } from 'plotly.js';
import { featureById } from '../../study/features';
import { baseAxis, type PlotTheme } from '../plots/plotly';

const TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];
/** Gaps between panels, as shares of the plot. */
const GAP = { x: 0.05, y: 0.17 };
const PANEL_HEIGHT = 330;
/** Pixels below the panels: the axis title and three lines of legend. */
export const LEGEND_HEIGHT = 110;

export const rowsFor = (panels: number): number => Math.max(1, Math.ceil(panels / 2));
export const heightOf = (panels: number): number => PANEL_HEIGHT * rowsFor(panels) + LEGEND_HEIGHT;
/** What Plotly calls the axes of a panel: x and y, x2 and y2, … */
export const suffixOf = (panel: number): string => (panel === 0 ? '' : String(panel + 1));

function panelLayout(
  panel: number,
  panels: number,
  theme: PlotTheme,
  y: [number, number],
): Record<string, unknown> {
  const columns = Math.min(2, panels);
  const rows = rowsFor(panels);
  const [row, column] = [Math.floor(panel / columns), panel % columns];
  const width = (1 - GAP.x * (columns - 1)) / columns;
  const height = (1 - GAP.y * (rows - 1)) / rows;
  const left = column * (width + GAP.x);
  const bottom = 1 - (row + 1) * height - row * GAP.y;
  const suffix = suffixOf(panel);
  const axis = { ...baseAxis(theme), fixedrange: true };
  return {
    [`xaxis${suffix}`]: {
      ...axis,
      type: 'log',
      domain: [left, left + width],
      anchor: `y${suffix}`,
      matches: panel === 0 ? undefined : 'x',
      title: { text: 'Labels per class', standoff: 8 },
      tickvals: TICKS,
      ticktext: TICKS.map((count) => count.toLocaleString('en-GB')),
    },
    [`yaxis${suffix}`]: {
      ...axis,
      domain: [bottom, bottom + height],
      anchor: `x${suffix}`,
      range: y,
      tickformat: '.0%',
      ...(column === 0 ? { title: { text: 'Accuracy' } } : { showticklabels: false }),
    },
  };
}

const panelTitle = (title: string, panel: number): Partial<Annotation> => {
  const suffix = suffixOf(panel);
  return {
    text: `<b>${title}</b>`,
    showarrow: false,
    xref: `x${suffix} domain` as Annotation['xref'],
    yref: `y${suffix} domain` as Annotation['yref'],
    x: 0,
    y: 1,
    xanchor: 'left',
    yanchor: 'bottom',
  };
};

/** Axes and titles of a panel for each kind of features, two to a row. */
export const panelsLayout = (
  kinds: readonly string[],
  theme: PlotTheme,
  y: [number, number],
): Partial<Layout> =>
  Object.assign(
    { annotations: kinds.map((kind, panel) => panelTitle(featureById(kind).title, panel)) },
    ...kinds.map((_, panel) => panelLayout(panel, kinds.length, theme, y)),
  ) as Partial<Layout>;
