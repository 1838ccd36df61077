import { useEffect, useRef, useState } from 'react';

/** The whole story takes so long, however many frames it has; a short one less. */
const WHOLE_MS = 8000;
const LONGEST_FRAME_MS = 250;
/** For those who want no movement: one picture after the other, none in between. */
const STILL_FRAME_MS = 700;

/** Moves through frames from where it is started to the last one, and ends there. */
export function usePlayback(last: number, isReduced: boolean, onPlace: (place: number) => void) {
  const [playing, setPlaying] = useState(false);
  const place = useRef(0);
  const latest = useRef({ last, onPlace });
  useEffect(() => {
    latest.current = { last, onPlace };
  });
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    let before: number | undefined;
    const step = (now: number): void => {
      const { last: end, onPlace: tell } = latest.current;
      const pause = isReduced ? STILL_FRAME_MS : Math.min(LONGEST_FRAME_MS, WHOLE_MS / end);
      place.current += (now - (before ?? now)) / pause;
      before = now;
      tell(isReduced ? Math.floor(place.current) : place.current);
      if (place.current >= end) setPlaying(false);
      else frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [playing, isReduced]);
  const play = (from: number): void => {
    place.current = from;
    setPlaying(true);
  };
  return { playing, play, pause: () => setPlaying(false) };
}
