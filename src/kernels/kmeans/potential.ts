import type { KernelRuntime } from '../../core/kernel-runtime';
import type { Task } from '../../core/task';
import { wholePass } from '../runtime/whole-pass';
import { allocQuick, setWhole, type QuickCenters } from './quick';
import type { Samples } from './samples';
import { ROWS, STAGE } from './wasm';

/** The kernel's `Choice`: five pointers. */
const CHOICE_BYTES = 20;

/** Bytes of kernel memory that one {@link Potential} takes, roughly. */
export const potentialBytes = ({ rows, stride }: Samples, most: number): number =>
  most * (rows * 16 + stride * 10);

/** Distances to the nearest centre chosen so far, while k-means++ chooses; in kernel memory the caller releases. */
export class Potential {
  /** Sum of all squared distances to the nearest centre. */
  total = Infinity;
  private readonly kernels: KernelRuntime;
  private readonly samples: Samples;
  private readonly quick: QuickCenters;
  private readonly at: Record<'centers' | 'closest' | 'out' | 'spare' | 'sums', number>;

  /** @param most candidates compared at a time. */
  constructor(kernels: KernelRuntime, samples: Samples, most: number) {
    const { rows, stride } = samples;
    this.kernels = kernels;
    this.samples = samples;
    this.quick = allocQuick(kernels, samples, most);
    const spare = kernels.alloc(most * rows * 8);
    this.at = {
      centers: kernels.alloc(most * stride * 8),
      closest: spare,
      out: kernels.alloc(most * rows * 8),
      spare,
      sums: kernels.alloc(Math.ceil(rows / ROWS) * most * 8),
    };
    kernels.f64(spare, rows).fill(Infinity);
  }

  /** Squared distance of each row to the nearest centre; valid until the next choice. */
  get closest(): Float64Array {
    return this.kernels.f64(this.at.closest, this.samples.rows);
  }

  /** Writes what the comparison with these candidates needs as the kernel's `Choice` at `pointer`. */
  describe(pointer: number, candidates: readonly Float64Array[]): void {
    const { kernels, at, quick, samples } = this;
    const { kind, stride } = samples;
    const centers = kernels.f64(at.centers, candidates.length * stride);
    candidates.forEach((center, t) => centers.set(center, t * stride));
    // Rows of bytes are whole numbers: with a unit of 1 their distances are exact.
    if (kind === 1) setWhole(kernels, samples, quick, centers, 1);
    const compared = kind === 1 ? quick.pointer : at.centers;
    const out = [at.closest, at.out, at.sums];
    kernels.u32(pointer, CHOICE_BYTES / 4).set([compared, quick.terms, ...out]);
  }

  /** Takes the candidate that leaves the smallest total, the first of equals; returns its place among them. */
  take(count: number): number {
    const { kernels, at } = this;
    const { rows } = this.samples;
    const sums = kernels.f64(at.sums, Math.ceil(rows / ROWS) * count);
    const totals = new Float64Array(count);
    for (let i = 0; i < sums.length; i++) totals[i % count] += sums[i];
    let best = 0;
    for (let t = 1; t < count; t++) if (totals[t] < totals[best]) best = t;
    this.total = totals[best];
    at.closest = at.out + best * rows * 8;
    [at.out, at.spare] = [at.spare, at.out];
    return best;
  }
}

/**
 * For each potential the best of its candidates, its place among them. All have equally many candidates; they are compared
 * together, because reading a row takes longer than comparing it.
 */
export function* choose(
  kernels: KernelRuntime,
  samples: Samples,
  potentials: readonly Potential[],
  candidates: readonly Float64Array[][],
): Task<number[]> {
  const { kind, data, rows, stride, norms } = samples;
  const count = candidates[0].length;
  const mark = kernels.mark();
  try {
    const choices = kernels.alloc(potentials.length * CHOICE_BYTES);
    potentials.forEach((potential, i) =>
      potential.describe(choices + i * CHOICE_BYTES, candidates[i]),
    );
    yield* wholePass(kernels, {
      kernel: 'kmeansCandidates',
      blocks: Math.ceil(rows / ROWS),
      workPerBlock: ROWS * stride * count * potentials.length,
      params: [kind, data, rows, stride, norms, count, choices, potentials.length],
      stage: STAGE,
    });
    return potentials.map((potential) => potential.take(count));
  } finally {
    kernels.release(mark);
  }
}
