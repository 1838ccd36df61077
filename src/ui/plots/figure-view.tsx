import { Center, Group, Loader, Text } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Layout, PlotlyHTMLElement } from 'plotly.js';
import { FigureDownloads } from './figure-downloads';
import { listen, type PlotEvents } from './plot-events';
import { loadPlotly, plotConfig, plotConfigWithModes, type Figure } from './plotly';

interface Props extends PlotEvents {
  title: string;
  /** What a person who cannot see the plot is told. */
  description: string;
  figure: Figure;
  /** What dragging does; as the figure says when undefined. */
  dragMode?: Layout['dragmode'];
  /** Makes the figure for a file, where that is another one than is shown. */
  figureFor?: (format: 'png' | 'svg') => Figure;
  height: number;
  /** Shown left of the download buttons. */
  note?: ReactNode;
  /** Called when it has been drawn for the first time. */
  onPlot?: (plot: PlotlyHTMLElement) => void;
  /** Laid over the plot. */
  children?: ReactNode;
}

/** One Plotly plot: drawn when its figure changes, its WebGL contexts given back when it leaves the page. */
export function FigureView({
  title,
  description,
  figure,
  dragMode,
  figureFor,
  height,
  note,
  onPlot,
  children,
  ...events
}: Props) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef({ ...events, dragMode, onPlot });
  useEffect(() => {
    latest.current = { ...events, dragMode, onPlot };
  });
  const [state, setState] = useState<'loading' | 'ready' | { problem: string }>('loading');

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let gone = false;
    void (async () => {
      try {
        const Plotly = await loadPlotly();
        // The card shows first, then the plot: drawing both in one turn would hold up the page twice as long.
        await new Promise((resolve) => setTimeout(resolve));
        if (gone) return;
        const { dragMode: mode } = latest.current;
        const layout = {
          ...figure.layout,
          height,
          ...(mode !== undefined && { dragmode: mode }),
        };
        // Plotly writes what its legend hides into the traces it is given: it gets copies.
        const data = figure.data.map((trace) => ({ ...trace }));
        const config = mode === undefined ? plotConfig : plotConfigWithModes;
        await Plotly.react(element, data, layout, config);
        if (gone) return;
        const drawn = element as unknown as PlotlyHTMLElement;
        listen(drawn, latest);
        latest.current.onPlot?.(drawn);
        setState('ready');
      } catch (thrown) {
        if (!gone) setState({ problem: thrown instanceof Error ? thrown.message : String(thrown) });
      }
    })();
    return () => {
      gone = true;
    };
  }, [figure, height]);

  useEffect(() => {
    if (dragMode !== undefined) void setDragMode(host.current, dragMode);
  }, [dragMode]);

  useEffect(() => {
    const element = host.current;
    const observer = new ResizeObserver(() => void fit(element));
    if (element?.parentElement) observer.observe(element.parentElement);
    return () => {
      observer.disconnect();
      if (element) void loadPlotly().then((Plotly) => Plotly.purge(element));
    };
  }, []);

  return (
    <figure style={{ margin: 0 }} aria-label={description}>
      <div className="fl-plot" style={{ minHeight: height }}>
        {state === 'loading' && (
          <Center h={height} style={{ position: 'absolute', inset: 0 }}>
            <Loader aria-label="Loading the plot" />
          </Center>
        )}
        {typeof state === 'object' && (
          <Text c="red" size="sm" role="alert">
            The plot could not be drawn: {state.problem}
          </Text>
        )}
        <div
          ref={host}
          data-testid="plot"
          data-state={typeof state === 'string' ? state : 'failed'}
        />
        {children}
      </div>
      <Group justify="space-between" mt={4} wrap="nowrap" align="flex-start">
        <Text size="xs" c="dimmed" component="figcaption">
          {note}
        </Text>
        <FigureDownloads title={title} figureFor={figureFor ?? (() => figure)} height={height} />
      </Group>
    </figure>
  );
}

const isDrawn = (element: HTMLElement | null): element is HTMLElement =>
  element?.isConnected === true && element.classList.contains('js-plotly-plot');

/** Plotly follows the window's size only; a card also narrows when another one opens beside it. */
async function fit(element: HTMLElement | null): Promise<void> {
  const Plotly = await loadPlotly();
  if (isDrawn(element)) Plotly.Plots.resize(element);
}

async function setDragMode(
  element: HTMLElement | null,
  dragmode: Layout['dragmode'],
): Promise<void> {
  if (!isDrawn(element)) return; // it is drawn with it
  const Plotly = await loadPlotly();
  if (isDrawn(element)) await Plotly.relayout(element, { dragmode });
}
