import { ActionIcon, Center, Group, Loader, Text, Tooltip } from '@mantine/core';
import { IconPhotoDown, IconVectorBezier } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { PlotHoverEvent, PlotlyHTMLElement, PlotSelectionEvent } from 'plotly.js';
import { downloadBlob, fileNameOf } from './download';
import { loadPlotly, plotConfig, plotThemes, type Figure } from './plotly';
import { figureImage } from './figure-image';

export interface PlotEvents {
  onHover?(event: PlotHoverEvent): void;
  onUnhover?(): void;
  onSelect?(event: PlotSelectionEvent | undefined): void;
  onCamera?(moving: boolean): void;
}

interface Props extends PlotEvents {
  title: string;
  /** What a person who cannot see the plot is told. */
  description: string;
  figure: Figure;
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
  vectorFigure,
  height,
  note,
  ...events
}: Props) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
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
        await Plotly.react(element, figure.data, { ...figure.layout, height }, plotConfig);
        if (gone) return;
        listen(element as unknown as PlotlyHTMLElement, latest);
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
        <Downloads title={title} figure={figure} vectorFigure={vectorFigure} height={height} />
      </Group>
    </figure>
  );
}

/** Plotly follows the window's size only; a card also narrows when another one opens beside it. */
async function fit(element: HTMLElement | null): Promise<void> {
  const Plotly = await loadPlotly();
  if (element?.isConnected && element.classList.contains('js-plotly-plot'))
    Plotly.Plots.resize(element);
}

type Emitter = PlotlyHTMLElement & { flListening?: boolean };

function listen(element: Emitter, latest: { readonly current: PlotEvents }): void {
  if (element.flListening) return;
  element.flListening = true;
  element.on('plotly_hover', (event) => latest.current.onHover?.(event));
  element.on('plotly_unhover', () => latest.current.onUnhover?.());
  element.on('plotly_selected', (event) => latest.current.onSelect?.(event));
  element.on('plotly_deselect', () => latest.current.onSelect?.(undefined));
  element.on('plotly_relayouting', () => latest.current.onCamera?.(true));
  element.on('plotly_relayout', () => latest.current.onCamera?.(false));
}

function Downloads({
  title,
  figure,
  vectorFigure,
  height,
}: Pick<Props, 'title' | 'figure' | 'vectorFigure' | 'height'>) {
  const save = async (format: 'png' | 'svg') => {
    const source = format === 'svg' ? (vectorFigure ?? figure) : figure;
    const blob = await figureImage(source, format, {
      height: Math.max(height, 640),
      paper: plotThemes.light.paper,
    });
    downloadBlob(`${fileNameOf(title)}.${format}`, blob);
  };
  return (
    <Group gap={2} wrap="nowrap">
      <Tooltip label="Download as PNG">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Download ${title} as PNG`}
          onClick={() => void save('png')}
        >
          <IconPhotoDown size={17} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Download as SVG">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Download ${title} as SVG`}
          onClick={() => void save('svg')}
        >
          <IconVectorBezier size={17} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
