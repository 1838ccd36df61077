import type { KernelRuntime } from '../../../core/kernel-runtime';
import type { GradientForm, Repulsion } from '../../../kernels/tsne-attraction/points';
import { ExactRepulsion } from '../../../kernels/tsne-exact/wasm';
import { MeshRepulsion } from '../../../kernels/tsne-mesh/wasm';
import { TreeRepulsion } from '../../../kernels/tsne-tree/wasm';
import type { TsneParams } from './params';

/** Below this all pairs are quicker than a lattice. */
const EXACT_BELOW = 500;

/** The way of summing the repulsion that the parameters ask for. */
export function repulsionFor(
  kernels: KernelRuntime,
  rows: number,
  dims: 2 | 3,
  { method, gradient, angle }: TsneParams,
): Repulsion {
  const form: GradientForm = dims === 3 ? gradient : 'sklearn';
  const exact = method === 'exact' || (method === 'auto' && rows < EXACT_BELOW);
  if (exact) return new ExactRepulsion(kernels, form);
  if (method === 'barnesHut') return new TreeRepulsion(kernels, rows, form, angle);
  return new MeshRepulsion(kernels, rows, dims, form);
}
