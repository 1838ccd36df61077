import { Center, Group, Loader, Text } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Layout, PlotlyHTMLElement } from 'plotly.js';
import { FigureDownloads } from './figure-downloads';
import { withPicks, type Picks } from './figures/scatter';
import { listen, type PlotEvents } from './plot-events';
import { loadPlotly, plotConfig, plotConfigWithModes, type Figure } from './plotly';

interface Props extends PlotEvents {
  title: string;
  /** What a person who cannot see the plot is told. */
  description: string;
  figure: Figure;
  /** Points that stand out, the others faded; must be stable. */
  picks?: Picks;
  /** What dragging does; as the figure says when undefined. */
  dragMode?: Layout['dragmode'];
  /** The same plot as real vector graphics, where that is sensible. */
  vectorFigure?: Figure;
  height: number;
  /** Shown left of the download buttons. */
  note?: ReactNode;
}

/** One Plotly plot: drawn when its figure changes, its WebGL contexts given back when it leaves the page. */
export function FigureView({
  title,
  description,
  figure,
  picks,
  dragMode,
  vectorFigure,
  height,
  note,
  ...events
}: Props) {
  const host = useRef<HTMLDivElement>(null);
  const drawings = useRef(0);
  const latest = useRef({ ...events, dragMode });
  useEffect(() => {
    latest.current = { ...events, dragMode };
  });
  const [state, setState] = useState<'loading' | 'ready' | { problem: string }>('loading');
  /** Counts the outlines Plotly drew: each is followed by a drawing of what is selected on the page. */
  const [outlines, setOutlines] = useState(0);
  const shown = useMemo(() => withPicks(figure, picks), [figure, picks]);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let gone = false;
    drawings.current += 1;
    const selectionrevision = `${drawings.current} ${outlines}`;
    void (async () => {
      try {
        const Plotly = await loadPlotly();
        // The card shows first, then the plot: drawing both in one turn would hold up the page twice as long.
        await new Promise((resolve) => setTimeout(resolve));
        if (gone) return;
        const layout = {
          ...shown.layout,
          height,
          ...(latest.current.dragMode && { dragmode: latest.current.dragMode }),
          // Nothing of a lasso stays but what it selected.
          selections: [],
          selectionrevision,
        };
        for (const handle of element.querySelectorAll('.outline-controllers')) handle.remove();
        // Plotly writes what its lasso selected into the traces it is given: it gets copies.
        const data = shown.data.map((trace) => ({ ...trace }));
        const config = latest.current.dragMode ? plotConfigWithModes : plotConfig;
        await Plotly.react(element, data, layout, config);
        if (gone) return;
        const plot = element as unknown as PlotlyHTMLElement;
        listen(plot, latest, () => setOutlines((count) => count + 1));
        setState('ready');
      } catch (thrown) {
        if (!gone) setState({ problem: thrown instanceof Error ? thrown.message : String(thrown) });
      }
    })();
    return () => {
      gone = true;
    };
  }, [shown, height, outlines]);

  useEffect(() => {
    if (dragMode) void setDragMode(host.current, dragMode);
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
      </div>
      <Group justify="space-between" mt={4} wrap="nowrap" align="flex-start">
        <Text size="xs" c="dimmed" component="figcaption">
          {note}
        </Text>
        <FigureDownloads
          title={title}
          figure={shown}
          vectorFigure={vectorFigure && withPicks(vectorFigure, picks)}
          height={height}
        />
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
