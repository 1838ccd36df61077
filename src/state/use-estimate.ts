import { useStore } from 'zustand';
import type { InputFacts } from '../core/method';
import type { AnyParams } from '../core/params';
import type { InputSpec } from '../core/run';
import type { Estimate, Planned } from '../engine/estimates';
import { useLab } from './lab';

/** A step that a form is about to run: from an input, or from so many features of it that a step before makes. */
export interface Step {
  method: string;
  params: AnyParams;
  input: InputSpec;
  /** Columns of the features, where it does not start from the input itself. */
  features?: number;
}

/** Features are in double precision, and no images. */
const featuresOf = (facts: InputFacts, cols: number): InputFacts => ({
  ...facts,
  cols,
  valueBytes: 8,
  imageShape: undefined,
  neighborsKnown: false,
});

/** What these steps will take on this machine; undefined while the form is wrong, or its input is not there. */
export function useEstimate(steps: readonly Step[] | undefined): Estimate | undefined {
  const lab = useLab();
  useStore(lab.estimates);
  if (!steps) return undefined;
  const plan: Planned[] = [];
  for (const { method, params, input, features } of steps) {
    const facts = lab.factsOf(input);
    if (!facts) return undefined;
    plan.push({
      method,
      params,
      input: features === undefined ? facts : featuresOf(facts, features),
    });
  }
  return lab.estimate(plan);
}
