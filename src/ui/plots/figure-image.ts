import type { Layout } from 'plotly.js';
import { loadPlotly, plotThemes, type Figure } from './plotly';

interface Size {
  width?: number;
  height?: number;
  paper?: string;
}

const { text, grid, axis } = plotThemes.light;
const LINES = { gridcolor: grid, linecolor: axis, tickcolor: axis };

/** A layout in the colours of paper, whatever theme it was made for. */
export function onPaper(layout: Partial<Layout>): Partial<Layout> {
  const { scene } = layout;
  return {
    ...relined(layout),
    ...(scene && { scene: relined(scene) }),
    font: { ...layout.font, color: text },
  };
}

/** The same with axes in the colours of paper. */
function relined<T extends object>(part: T): T {
  const axes = Object.entries(part).filter(([name]) => /^[xyz]axis\d*$/.test(name));
  const lined = axes.map(([name, value]: [string, object]) => [name, { ...value, ...LINES }]);
  return { ...part, ...Object.fromEntries(lined) };
}

/**
 * A figure as a file: PNG at twice the size, or SVG. Drawn apart from the page, on white, so that it prints well
 * whatever the theme.
 */
export async function figureImage(
  figure: Figure,
  format: 'png' | 'svg',
  size: Size = {},
): Promise<Blob> {
  const Plotly = await loadPlotly();
  const { width = 960, height = 720, paper = plotThemes.light.paper } = size;
  const layout = { ...onPaper(figure.layout), width, height, paper_bgcolor: paper };
  const options = { format, width, height, scale: format === 'png' ? 2 : 1 } as const;
  const address = await Plotly.toImage({ data: figure.data, layout }, options);
  // An SVG comes as text behind "data:image/svg+xml,", a PNG as base64; fetch reads both, but CSP may forbid it.
  const comma = address.indexOf(',');
  const head = address.slice(0, comma);
  const body = address.slice(comma + 1);
  if (!head.includes('base64')) {
    const drawn = decodeURIComponent(body);
    return new Blob([figure.finish?.(drawn) ?? drawn], { type: 'image/svg+xml' });
  }
  const bytes = Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
  return new Blob([bytes], { type: `image/${format}` });
}
