import { SegmentedControl, Tooltip } from '@mantine/core';
import { IconHandMove, IconLasso, IconMarquee2, IconZoomInArea } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { usePageState } from '../../state/page-state';

/** What dragging in a 2-D picture does, by Plotly's names. */
export type DragMode = 'pan' | 'zoom' | 'select' | 'lasso';

const modes: readonly {
  value: DragMode;
  label: string;
  hint: string;
  icon: ComponentType<{ size?: number }>;
}[] = [
  { value: 'pan', label: 'Move', hint: 'Drag to move the picture', icon: IconHandMove },
  {
    value: 'zoom',
    label: 'Zoom',
    hint: 'Drag over a part to enlarge it; double-click to see all again',
    icon: IconZoomInArea,
  },
  {
    value: 'select',
    label: 'Box',
    hint: 'Drag a box round points to select them; with Shift add, with Alt take away',
    icon: IconMarquee2,
  },
  {
    value: 'lasso',
    label: 'Lasso',
    hint: 'Draw round points to select them; with Shift add, with Alt take away',
    icon: IconLasso,
  },
];

/** The mode is the same for all pictures: who begins to select goes on selecting. */
export const useDragMode = () => usePageState<DragMode>('scatter.drag', 'pan');

export function DragModeControl() {
  const [mode, setMode] = useDragMode();
  return (
    <SegmentedControl
      size="xs"
      aria-label="What dragging does"
      value={mode}
      onChange={setMode}
      data={modes.map(({ value, label, hint, icon: Icon }) => ({
        value,
        label: (
          <Tooltip label={hint} openDelay={400} multiline maw={260}>
            <span
              style={{
                display: 'inline-flex',
                verticalAlign: 'middle',
                alignItems: 'center',
                gap: 5,
              }}
            >
              <Icon size={15} aria-hidden />
              {label}
            </span>
          </Tooltip>
        ),
      }))}
    />
  );
}
