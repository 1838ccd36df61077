import { usePageState } from '../../state/page-state';
import { EXPERIMENT_KEYS, type ExperimentKey } from '../../study/experiment';
import { DEFAULT_KEYS } from '../../study/experiments';

/** Which experiments are ticked, in the study's order. */
export function useSelection() {
  const [chosen, setChosen] = usePageState<readonly ExperimentKey[]>('study.chosen', DEFAULT_KEYS);
  return {
    chosen,
    setChosen,
    toggle: (key: ExperimentKey, on: boolean) =>
      setChosen((before) =>
        EXPERIMENT_KEYS.filter((one) => (one === key ? on : before.includes(one))),
      ),
  };
}
