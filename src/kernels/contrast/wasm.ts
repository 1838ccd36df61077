import type { KernelRuntime } from '../../core/kernel-runtime';

/** Rows of a block; `ROWS` in kernel.as.ts. */
const ROWS = 8;
const FLOAT = 4;
/** Vectors shorter than this have no direction. */
const SHORTEST = 1e-12;

export interface Contrast {
  /** Mean over all views. */
  loss: number;
  /** Derivatives by the vectors as they were given (views × dims). */
  gradient: Float32Array;
}

const inFours = (count: number): number => Math.ceil(count / 4) * 4;

/** SimCLR's loss in kernel memory, for batches of up to so many views. Its memory is the caller's mark's to give back. */
export class ContrastiveLoss {
  private readonly floats: number;
  private readonly unit: number;
  private readonly pull: number;
  private readonly weights: number;
  private readonly sums: number;

  /** @param options.capacity views that fit in at once: (capacity)² · 4 bytes. */
  constructor(
    private readonly kernels: KernelRuntime,
    private readonly options: { capacity: number; dims: number; temperature: number },
  ) {
    const rows = inFours(options.capacity);
    this.floats = inFours(options.dims);
    this.unit = kernels.alloc(rows * this.floats * FLOAT);
    this.pull = kernels.alloc(rows * this.floats * FLOAT);
    this.weights = kernels.alloc(rows * rows * FLOAT);
    this.sums = kernels.alloc(rows * 8);
  }

  /** Loss and derivatives of a batch (2n × dims): the first views of n images, then the second ones. See the reference. */
  differentiate(z: Float32Array): Contrast {
    const { kernels, floats, options } = this;
    const { dims, temperature } = options;
    const views = z.length / dims;
    const rows = inFours(views);
    const lengths = this.normalise(z, views);
    const blocks = Math.ceil(views / ROWS);
    const shape = [views, rows, floats];
    const { unit, weights, sums, pull } = this;
    kernels.parallel('contrastWeights', 0, blocks, unit, weights, sums, ...shape, 1 / temperature);
    kernels.parallel('contrastPull', 0, blocks, unit, weights, sums, pull, ...shape);

    const u = kernels.f32(unit, rows * floats);
    const pulls = kernels.f32(pull, rows * floats);
    const totals = kernels.f64(sums, views);
    const gradient = new Float32Array(z.length);
    const own = new Float64Array(dims);
    let loss = 0;
    for (let i = 0; i < views; i++) {
      const at = i * floats;
      const partner = ((i + views / 2) % views) * floats;
      let cosine = 0;
      let along = 0;
      for (let d = 0; d < dims; d++) {
        cosine += u[at + d] * u[partner + d];
        own[d] = (pulls[at + d] - 2 * u[partner + d]) / (views * temperature);
        along += own[d] * u[at + d];
      }
      loss += Math.log(totals[i]) + (1 - cosine) / temperature;
      if (lengths[i] < SHORTEST) continue;
      for (let d = 0; d < dims; d++)
        gradient[i * dims + d] = (own[d] - along * u[at + d]) / lengths[i];
    }
    return { loss: loss / views, gradient };
  }

  /** Puts the vectors, made 1 long, in their place; vectors without a direction become 0. */
  private normalise(z: Float32Array, views: number): Float64Array {
    const { kernels, floats } = this;
    const { dims } = this.options;
    const u = kernels.f32(this.unit, inFours(views) * floats).fill(0);
    return Float64Array.from({ length: views }, (_, i) => {
      let squares = 0;
      for (let d = 0; d < dims; d++) squares += z[i * dims + d] ** 2;
      const length = Math.sqrt(squares);
      if (length >= SHORTEST)
        for (let d = 0; d < dims; d++) u[i * floats + d] = z[i * dims + d] / length;
      return length;
    });
  }
}
