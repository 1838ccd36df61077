import { startTransition, useEffect, useEffectEvent, useState } from 'react';

/**
 * Part of a store, for large components: a change is drawn in slices between which the page answers, where zustand's
 * own hook draws all of it at once. Parts that change together are shown together.
 *
 * @param select reads nothing that changes but the store
 * @param isUrgent tells the changes that are drawn at once all the same: what a person has just done by hand
 */
export function useUnhurriedStore<State, Part>(
  store: { getState(): State; subscribe(listener: () => void): () => void },
  select: (state: State) => Part,
  isUrgent?: (part: Part, before: Part) => boolean,
): Part {
  const [part, setPart] = useState(() => select(store.getState()));
  const follow = useEffectEvent(() => {
    const next = select(store.getState());
    if (isUrgent?.(next, part)) setPart(() => next);
    else startTransition(() => setPart(() => next));
  });
  useEffect(() => {
    queueMicrotask(() => follow()); // for what changed between the first drawing and this
    return store.subscribe(() => follow());
  }, [store]);
  return part;
}
