import type { AnyParams } from '../core/params';
import type { InputSpec, RowSelection, RunSpec, Scaling } from '../core/run';

/** Seed of everything in the study. */
export const SEED = 42;
export const stride = (step: number): RowSelection => ({ kind: 'stride', step });
export const pixels = (
  rows: RowSelection,
  scaling: Scaling,
  table: 'train' | 'test' = 'train',
): InputSpec => ({
  from: 'pixels',
  table,
  rows,
  scaling,
});
export const from = (result: string): InputSpec => ({ from: 'result', result });
export const fit = (method: string, params: AnyParams, input: InputSpec): RunSpec => ({
  action: 'fit',
  method,
  params,
  input,
});

/** How many rows the trustworthiness of the study's maps is computed on (the reference figures use the same). */
export const QUALITY_ROWS = 8000;
