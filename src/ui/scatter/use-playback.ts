import { useEffect, useRef, useState } from 'react';
import type { Frame } from '../../engine/embedding-history';
import { placeOf } from './between-frames';

/** The whole story takes so long, however many frames it has; a short one less. */
const WHOLE_MS = 8000;
const LONGEST_FRAME_MS = 250;
/** For those who want no movement: one picture after the other, none in between, and slower. */
const WHOLE_STILL_MS = 16_000;
const LONGEST_STILL_MS = 700;

/**
 * Moves through iterations from where it is started to the last frame's, and ends there. Not through the frames' places:
 * while a map is in the making, frames come, and every second one goes when they are too many.
 */
export function usePlayback(
  frames: readonly Frame[],
  isReduced: boolean,
  onIteration: (iteration: number) => void,
) {
  const [playing, setPlaying] = useState(false);
  const reached = useRef(0);
  const latest = useRef({ frames, onIteration });
  useEffect(() => {
    latest.current = { frames, onIteration };
  });
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    let before: number | undefined;
    const step = (now: number): void => {
      const { frames: all, onIteration: tell } = latest.current;
      const last = all.length - 1;
      const end = all[last].iteration;
      const pause = isReduced
        ? Math.min(LONGEST_STILL_MS, WHOLE_STILL_MS / last)
        : Math.min(LONGEST_FRAME_MS, WHOLE_MS / last);
      const pace = (end - all[0].iteration) / (last * pause);
      reached.current = Math.min(end, reached.current + (now - (before ?? now)) * pace);
      before = now;
      tell(
        isReduced
          ? all[Math.floor(placeOf(all, reached.current))].iteration
          : Math.round(reached.current),
      );
      if (reached.current >= end) setPlaying(false);
      else frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [playing, isReduced]);
  const play = (from: number): void => {
    reached.current = from;
    setPlaying(true);
  };
  return { playing, play, pause: () => setPlaying(false) };
}
