import { ActionIcon, Group, Slider, Text, Tooltip } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipForward } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { EmbeddingHistory, Frame } from '../../engine/embedding-history';
import type { Coloring } from './coloring';
import { formatCount } from '../format';
import { LiveScatter } from './live-scatter';
import { between, placeOf } from './between-frames';
import { usePlayback } from './use-playback';

interface Props {
  title: string;
  history: EmbeddingHistory;
  coloring: Coloring | undefined;
  height: number;
  /** While more frames come: what is shown until the person looks for another. */
  newest?: Frame;
}

/** How a map came about: each picture filled to its edges, as the first are ten thousand times smaller than the last. */
export function HistoryPlayer({ title, history, coloring, height, newest }: Props) {
  const { frames, dims } = history;
  const last = frames.length - 1;
  const end = frames[last].iteration;
  /** Iteration that is looked at; undefined for the newest. Frames have no lasting place: every second one may go. */
  const [chosen, setChosen] = useState<number>();
  const place = chosen === undefined ? last : placeOf(frames, chosen);
  const isReduced = useReducedMotion();
  const { playing, play, pause } = usePlayback(frames, isReduced, (next) =>
    setChosen(next >= end ? undefined : next),
  );
  const lookAt = (iteration: number | undefined): void => {
    pause();
    setChosen(iteration);
  };
  const shown = chosen === undefined ? newest : undefined;
  const points = useMemo(
    () => ({ coordinates: shown?.coordinates ?? between(frames, place), dims }),
    [shown, frames, place, dims],
  );
  const told = `iteration ${formatCount(chosen ?? shown?.iteration ?? end)}`;
  return (
    <div data-testid="history" data-frames={frames.length}>
      <LiveScatter title={title} points={points} coloring={coloring} height={height} />
      {last > 0 && (
        <Group gap="sm" mt="xs" wrap="nowrap">
          <Tooltip label={playing ? 'Pause' : 'Play from here'} position="bottom">
            <ActionIcon
              variant="default"
              aria-label={playing ? 'Pause' : 'Play how it came about'}
              onClick={() => (playing ? pause() : play(chosen ?? frames[0].iteration))}
            >
              {playing ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
            </ActionIcon>
          </Tooltip>
          <Slider
            style={{ flex: 1 }}
            size="sm"
            min={0}
            max={last}
            value={Math.round(place)}
            label={null}
            thumbLabel="Picture of how it came about"
            thumbProps={{ 'aria-valuetext': told }}
            onChange={(next) => lookAt(next === last ? undefined : frames[next].iteration)}
          />
          <Text size="xs" c="dimmed" className="fl-numbers" miw={110} ta="right">
            {told}
          </Text>
          {newest && (
            <Tooltip label="Follow the work again" position="bottom">
              <ActionIcon
                variant="default"
                aria-label="Follow the work again"
                disabled={chosen === undefined}
                onClick={() => lookAt(undefined)}
              >
                <IconPlayerSkipForward size={16} />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      )}
    </div>
  );
}
