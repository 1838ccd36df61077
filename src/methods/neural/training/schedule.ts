import type { TrainingPlan } from './plan';

/** Smith & Topin's one-cycle policy with the shares PyTorch takes: up in 30 % of the steps from 1/25 of the rate. */
const RISE = 0.3;
const RISE_FROM = 1 / 25;

type Scheduled = Pick<TrainingPlan, 'learningRate' | 'schedule' | 'warmUp'>;

/** Half a cosine from one value to another (Loshchilov & Hutter 2017); `way` 0 … 1. */
const cosine = (from: number, to: number, way: number): number =>
  to + ((from - to) * (1 + Math.cos(Math.PI * way))) / 2;

/** Learning rate of step `step` (from 0) of `total`. Falling schedules end at 0 after the last step. */
export function learningRateAt(
  { learningRate, schedule, warmUp }: Scheduled,
  step: number,
  total: number,
): number {
  const rise = (schedule === 'oneCycle' ? RISE : warmUp) * total;
  if (step < rise) {
    return schedule === 'oneCycle'
      ? cosine(RISE_FROM * learningRate, learningRate, step / rise)
      : (learningRate * (step + 1)) / (rise + 1);
  }
  if (schedule === 'constant') return learningRate;
  return cosine(learningRate, 0, (step - rise) / (total - rise));
}
