import { usePageState } from '../../state/page-state';

const NONE: readonly string[] = [];
/** Each picture holds WebGL contexts, of which a browser gives a page 8 to 16. */
export const MOST_MAPS = 4;

/** The pictures ticked for a look side by side; ticking one too many drops the oldest. */
export function useChosenMaps() {
  const [chosen, setChosen] = usePageState('compare.maps', NONE);
  return {
    chosen,
    toggle: (id: string, on: boolean) =>
      setChosen((before) => {
        const others = before.filter((one) => one !== id);
        return on ? [...others, id].slice(-MOST_MAPS) : others;
      }),
  };
}
