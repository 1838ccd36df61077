import { matrix, type Matrix } from '../../../src/core/matrix';
import { RandomState } from '../../../src/core/random/random-state';
import { runToEnd } from '../../../src/core/task';
import { CovarianceProduct } from '../../../src/kernels/covariance/wasm';
import { prepareRows, squaredDistanceBlock } from '../../../src/kernels/distances/wasm';
import { PaddedConvolution } from '../../../src/kernels/fft/wasm';
import { scatterMatrix } from '../../../src/kernels/gram/scatter';
import { packSamples, rowOf } from '../../../src/kernels/kmeans/samples';
import { assignRows, Partition } from '../../../src/kernels/kmeans/wasm';
import { padRows } from '../../../src/kernels/rerank/wasm';
import { denseSpread } from '../../../src/kernels/spread/wasm';
import type { Micro } from './measured';

const COLS = 784;

/** Pixels without structure, none of them 0: no kernel can leave anything out. */
function noise(rows: number): Matrix {
  const random = new RandomState(42);
  const data = Uint8Array.from({ length: rows * COLS }, () => 1 + random.randint(0, 255));
  return matrix(data, rows, COLS, 1 / 255);
}

/** Kernels that are dense linear algebra, or transforms. */
export const dense: Record<string, Micro> = {
  distances: {
    title: 'Distances, 1,024 × 2,048 rows of 784 pixels',
    arithmetic: 'whole',
    prepare(kernels) {
      const [queries, rows] = [1024, 2048];
      const prepared = runToEnd(prepareRows(kernels, noise(rows)));
      return {
        run: () => void squaredDistanceBlock(kernels, prepared, 0, queries),
        operations: 2 * queries * rows * prepared.columns,
        bytes: rows * prepared.columns * 2 + queries * rows * 4,
      };
    },
  },
  gram: {
    title: 'Covariance of 4,096 rows of 784 pixels',
    arithmetic: 'whole',
    prepare(kernels) {
      const X = noise(4096);
      return {
        run: () => void runToEnd(scatterMatrix(kernels, X)),
        operations: X.rows * COLS * (COLS + 1),
        bytes: X.rows * COLS,
      };
    },
  },
  covariance: {
    title: 'Covariance · vector, 16,384 rows of 784 pixels',
    arithmetic: 'single',
    prepare(kernels) {
      const X = noise(16_384);
      const product = new CovarianceProduct(kernels, runToEnd(padRows(kernels, X, '')));
      const vector = new Float64Array(COLS).fill(1 / COLS);
      return {
        run: () => void product.multiply(vector),
        operations: 4 * X.rows * COLS,
        bytes: X.rows * COLS,
      };
    },
  },
  fft: {
    title: 'Convolution of 256² nodes by transforms of 512²',
    arithmetic: 'single',
    prepare(kernels) {
      const [side, N] = [256, 512];
      const convolution = new PaddedConvolution(kernels, 2, side, N);
      const { pointer, stride, rowsPerPlane } = convolution.lattice;
      convolution.setKernel((lattice) => {
        kernels.f32(lattice.pointer, 1)[0] = 1;
      }, new Float64Array(N).fill(1));
      kernels.f32(pointer, stride * rowsPerPlane).fill(1);
      // A real transform of m values counts 2.5·m·log₂ m; lines of zeros are left out by both sides of this count.
      const lines = (count: number) => 2.5 * count * N * Math.log2(N);
      return {
        run: () => void convolution.run(),
        operations: 2 * (lines(side) + 2 * lines(N / 2 + 1)) + 2 * N * (N / 2 + 1),
        bytes: N * (N / 2 + 1) * 8 * 3,
      };
    },
  },
  kmeans: {
    title: 'First assignment of 16,384 rows of 784 pixels to 10 centres',
    arithmetic: 'whole',
    prepare(kernels) {
      const X = noise(16_384);
      const k = 10;
      const samples = runToEnd(packSamples(kernels, X));
      const centers = new Float64Array(k * samples.stride);
      for (let j = 0; j < k; j++) centers.set(rowOf(kernels, samples, j), j * samples.stride);
      const partition = new Partition(kernels, samples, k);
      return {
        run() {
          partition.begin(centers);
          runToEnd(assignRows(kernels, samples, k, [partition]));
        },
        operations: 2 * X.rows * k * samples.stride,
        bytes: X.rows * samples.stride,
      };
    },
  },
  spread: {
    title: 'Affinities · classes, 4,096² by 10',
    arithmetic: 'double',
    prepare(kernels) {
      const [n, classes] = [4096, 10];
      const pointer = kernels.alloc(n * n * 8);
      kernels.f64(pointer, n * n).fill(1 / n);
      const weights = { pointer, rows: n, columns: n, signal: 'go' as const };
      const F = new Float64Array(n * classes).fill(0.1);
      return {
        run: () => void runToEnd(denseSpread(kernels, weights, F, classes)),
        operations: 2 * n * n * classes,
        bytes: n * n * 8,
      };
    },
  },
};
