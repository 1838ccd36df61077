import type { KernelRuntime } from '../../core/kernel-runtime';
import { packedFloats, type Geometry } from './geometry';
import type { LayerPointers, ParameterPointers } from './record';

/** Bytes that vector loads may read beyond the end of an activation. */
const SLACK = 64;

interface Wanted {
  /** So many images fit in at once. */
  images: number;
  /** Room for the way back too. */
  training: boolean;
  /** Where each layer's parameters are. */
  parameters: readonly ParameterPointers[];
}

/** Memory of all layers: a layer's output is the next one's input, and the derivative by it likewise. */
export function allocateLayers(
  kernels: KernelRuntime,
  geometries: readonly Geometry[],
  { images, training, parameters }: Wanted,
): LayerPointers[] {
  const table = (values: Int32Array): number => {
    const pointer = kernels.alloc(values.byteLength);
    kernels.i32(pointer, values.length).set(values);
    return pointer;
  };
  let x = kernels.alloc(images * geometries[0].inBytes + SLACK);
  let dx = 0;
  return geometries.map((geometry, l) => {
    const { outBytes, outputs, positions, window, normalised } = geometry;
    const activation = (): number => kernels.alloc(images * outBytes + SLACK);
    const entries = images * outputs * (positions / window);
    const pointers = {
      x,
      dx,
      y: activation(),
      dy: training ? activation() : 0,
      z: normalised ? activation() : 0,
      dz: normalised && training ? activation() : 0,
      moments: normalised ? kernels.alloc(2 * outputs * 4) : 0,
      winners: window > 1 ? kernels.alloc(entries) : 0,
      offsets: table(geometry.offsets),
      outOffsets: table(geometry.outOffsets),
      ...parameters[l],
      packed: kernels.alloc(packedFloats(geometry) * 4),
      entries: training ? kernels.alloc(entries * 8) : 0,
      counts: training ? kernels.alloc(images * outputs * 4) : 0,
    };
    x = normalised ? pointers.z : pointers.y;
    dx = normalised ? pointers.dz : pointers.dy;
    return pointers;
  });
}
