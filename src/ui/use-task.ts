import { useEffect, useState } from 'react';
import { drive } from '../core/runner';
import type { Task } from '../core/task';

/** Gives the event loop a turn, so that the page answers while it works. */
const host = {
  now: () => performance.now(),
  breathe: () => new Promise<void>((resolve) => setTimeout(resolve)),
};

/**
 * Work too small for a worker and too large for one turn: done in slices, its result undefined until then.
 * `start` must be stable; a new one drops what was under way.
 */
export function useTask<R>(start: () => Task<R>): R | undefined {
  const [done, setDone] = useState<{ start: () => Task<R>; result: R }>();
  useEffect(() => {
    let dropped = false;
    const control = {
      host,
      signal: () => 'go' as const,
      isCancelled: () => dropped,
      onProgress: () => undefined,
    };
    void drive(start(), control).then((outcome) => {
      if (outcome.ok && !dropped) setDone({ start, result: outcome.value.result });
    });
    return () => {
      dropped = true;
    };
  }, [start]);
  return done?.start === start ? done.result : undefined;
}
