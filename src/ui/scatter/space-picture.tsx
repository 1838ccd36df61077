import { Alert } from '@mantine/core';
import { IconCube } from '@tabler/icons-react';
import type { PlotlyHTMLElement } from 'plotly.js';
import { useMemo, useRef, useState } from 'react';
import { readPageState, setPageState } from '../../state/page-state';
import { FigureView } from '../plots/figure-view';
import { scatterFigure, withPicks } from '../plots/figures/scatter';
import { formatCount } from '../format';
import type { Camera } from '../plots/plotly';
import { usePlotTheme } from '../plots/use-plot-theme';
import { hasWebgl } from '../plots/webgl';
import { asShown } from './as-shown';
import type { PictureProps } from './picture';
import { SpaceOverlay } from './space-overlay';
import { useScene } from './use-scene';

/** Points a software-rendered 3-D scene still turns smoothly. */
const MOVING_POINTS = 4000;

interface Props extends PictureProps {
  /** What the camera is kept under while the picture is not on the page. */
  name: string;
}

/** A scatter in space, or a word about what there is instead where the browser draws none. */
export function SpacePicture(props: Props) {
  if (hasWebgl()) return <DrawnSpace {...props} />;
  return (
    <Alert color="gray" icon={<IconCube size={18} />} title="No picture in three dimensions here">
      This browser draws no WebGL, which such pictures need. The coordinates are there: the table
      below, and the CSV in the menu above. A map in two dimensions is drawn without WebGL too.
    </Alert>
  );
}

/** Its camera stays as it was left. */
function DrawnSpace(props: Props) {
  const { name, title, description, points, rows, coloring, look, isPicked } = props;
  const { size, opacity } = look;
  const theme = usePlotTheme();
  const [plot, setPlot] = useState<PlotlyHTMLElement>();
  const count = rows.length;
  const thins = count > MOVING_POINTS;
  const { moving, camera, onCamera } = useCamera(thins, `scatter.camera.${name}`);
  const figure = useMemo(() => {
    const atMost = moving ? MOVING_POINTS : undefined;
    return scatterFigure(points, coloring, { theme, size, opacity, camera, atMost });
  }, [points, coloring, theme, size, opacity, camera, moving]);
  const scene = useScene(props, undefined);
  return (
    <FigureView
      title={title}
      description={description}
      figure={figure}
      figureFor={() => withPicks(asShown(figure, plot), isPicked)}
      height={props.height}
      onCamera={onCamera}
      note={noteOf(count, moving, thins)}
      onPlot={setPlot}
    >
      {plot && (
        <SpaceOverlay
          plot={plot}
          scene={scene}
          codes={figure.codes}
          table={props.table}
          onPick={props.onPick}
        />
      )}
    </FigureView>
  );
}

function noteOf(count: number, moving: boolean, thins: boolean): string {
  if (moving)
    return `Fewer points while the camera moves: about ${formatCount(MOVING_POINTS)} of ${formatCount(count)}.`;
  const more = thins ? 'Fewer are drawn while the camera moves.' : '';
  return `${formatCount(count)} points. Drag to turn, scroll to zoom, click a point to select it. ${more}`.trim();
}

/**
 * Where the camera is, kept for when the picture comes back; and whether it moves: fewer points are drawn from its first
 * move until it has rested a moment.
 */
function useCamera(thins: boolean, key: string) {
  const [camera] = useState(() => readPageState(key) as Camera | undefined);
  const [moving, setMoving] = useState(false);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onCamera = (isMoving: boolean, now: Camera | undefined) => {
    if (now && !isMoving) setPageState(key, now);
    if (!thins) return;
    clearTimeout(rest.current);
    if (isMoving) setMoving(true);
    rest.current = setTimeout(() => setMoving(false), isMoving ? 1200 : 350);
  };
  return { moving, camera, onCamera };
}
