import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Geometry } from './geometry';

/** Where a layer's arrays are; 0 where there is none. */
export interface LayerPointers {
  x: number;
  y: number;
  dx: number;
  dy: number;
  winners: number;
  offsets: number;
  outOffsets: number;
  weights: number;
  biases: number;
  packed: number;
  entries: number;
  counts: number;
  z: number;
  dz: number;
  scales: number;
  moving: number;
  moments: number;
}

/** Where a layer's parameters are; 0 where it has none. */
export type ParameterPointers = Pick<LayerPointers, 'weights' | 'biases' | 'scales' | 'moving'>;

/** Fields of `Layer` in layer.as.ts, in its order; each is 4 bytes. */
const fields = [
  'rows',
  'run',
  'runBytes',
  'rowBytes',
  'positions',
  'window',
  'outputs',
  'relu',
  'winograd',
  'inBytes',
  'outBytes',
  'x',
  'y',
  'dx',
  'dy',
  'winners',
  'offsets',
  'outOffsets',
  'weights',
  'biases',
  'packed',
  'entries',
  'counts',
  'z',
  'dz',
  'scales',
  'moving',
  'moments',
] as const;

export const layerBytes = fields.length * 4;

export function writeLayer(
  kernels: KernelRuntime,
  at: number,
  geometry: Geometry,
  pointers: LayerPointers,
): void {
  const all = { ...geometry, ...pointers };
  kernels.u32(at, fields.length).set(fields.map((field) => all[field]));
}
