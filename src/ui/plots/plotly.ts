import type { Plotly as PlotlyBundle } from './plotly-bundle';
import type { Config, Data, Layout, Scene } from 'plotly.js';

type PlotlyModule = typeof PlotlyBundle;

let loading: Promise<PlotlyModule> | undefined;

/** The plotting library is larger than the rest of the page: it comes with the first plot. */
export function loadPlotly(): Promise<PlotlyModule> {
  loading ??= import('./plotly-bundle').then((bundle) => bundle.Plotly);
  return loading;
}

/** A plot as data: the view draws it, downloads and the study's plots are made from the same. */
export interface Figure {
  data: Data[];
  layout: Partial<Layout>;
  /** Changes the text of its SVG, once it is drawn for a file. */
  finish?: (svg: string) => string;
}

/** Where a space is looked at from. */
export type Camera = Partial<Scene['camera']>;

export const plotConfig: Partial<Config> = {
  displaylogo: false,
  // It would hand the data to a server.
  showSendToCloud: false,
  // What it would tell of the legend stands below each picture.
  showTips: false,
  responsive: true,
  displayModeBar: 'hover',
  modeBarButtonsToRemove: [
    'toImage',
    'autoScale2d',
    'toggleSpikelines',
    'hoverClosestCartesian',
    'hoverCompareCartesian',
    'resetCameraLastSave3d',
    'hoverClosest3d',
    'orbitRotation',
    'tableRotation',
    // Selecting has its own buttons, where there is something to select.
    'select2d',
    'lasso2d',
  ],
};

/** For a plot with buttons of its own for what dragging does. */
export const plotConfigWithModes: Partial<Config> = {
  ...plotConfig,
  modeBarButtonsToRemove: [...(plotConfig.modeBarButtonsToRemove ?? []), 'zoom2d', 'pan2d'],
};

/** Colours of a plot's ground, axes and text. */
export interface PlotTheme {
  text: string;
  grid: string;
  axis: string;
  paper: string;
}

export const plotThemes: Record<'light' | 'dark', PlotTheme> = {
  light: { text: '#343a46', grid: '#eceef2', axis: '#c9ced8', paper: '#ffffff' },
  dark: { text: '#c7ccd6', grid: '#2c313b', axis: '#454c59', paper: '#1b1f27' },
};

/** What every plot has in common. */
export function baseLayout(theme: PlotTheme): Partial<Layout> {
  return {
    font: {
      family: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
      size: 12,
      color: theme.text,
    },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    margin: { l: 48, r: 16, t: 12, b: 44 },
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: theme.axis, activecolor: theme.text },
    hovermode: 'closest',
    dragmode: 'pan',
  };
}

const axisOf = (theme: PlotTheme) => ({
  gridcolor: theme.grid,
  zeroline: false,
  linecolor: theme.axis,
  tickcolor: theme.axis,
});

export { axisOf as baseAxis };
