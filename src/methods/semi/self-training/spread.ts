import { defaultsOf } from '../../../core/params';
import type { KernelRuntime } from '../../../core/kernel-runtime';
import { matrix, type Matrix } from '../../../core/matrix';
import type { ImageShape } from '../../../core/method';
import { gradientColumns } from '../../../core/oriented-gradients';
import { part, type Task } from '../../../core/task';
import { orientedGradients } from '../../../kernels/oriented-gradients/wasm';
import { pca } from '../../reduce/pca/fit';
import type { PcaModel } from '../../reduce/pca/model';
import { similarityGraph } from '../laplacian/graph';
import { solveNear } from '../laplacian/model';
import { poissonMboMethod } from '../poisson-mbo/descriptor';
import { solvePoissonMbo } from '../poisson-mbo/fit';
import { decide } from '../shared/model';
import { nearestOthers } from '../shared/neighbors';
import { EDGE_COMPONENTS } from './edge-components';

const mbo = defaultsOf(poissonMboMethod.params);

/** Distributions (rows × classes) of labels spread by PoissonMBO over rows alike; zeros where no label came. */
export function* spreadOver(
  kernels: KernelRuntime,
  X: Matrix,
  { y, nClasses, nNeighbors }: { y: Int32Array; nClasses: number; nNeighbors: number },
): Task<Float32Array> {
  const lists = yield* part(nearestOthers(kernels, { X }, nNeighbors), 0, 0.6);
  const graph = similarityGraph(lists, { ...mbo, nNeighbors });
  yield { fraction: 0.6, stage: 'Spreading' };
  const solving = solveNear(kernels, { graph, y, nClasses }, mbo, solvePoissonMbo);
  const { F } = yield* part(solving, 0.6, 1);
  return decide(F, X.rows, nClasses).distributions;
}

/** Images as principal components of their straightened oriented gradients. */
export function* edgesOf(kernels: KernelRuntime, X: Matrix, shape: ImageShape): Task<Matrix> {
  const gradients = yield* part(orientedGradients(kernels, X, shape, true), 0, 0.5);
  const nComponents = Math.min(EDGE_COMPONENTS, gradientColumns(shape), X.rows);
  const params = { nComponents, whiten: false, signRule: 'u' as const };
  const fitting = pca.fit({ X: gradients }, params, { kernels }) as Task<PcaModel>;
  const { coordinates } = yield* part(fitting, 0.5, 1);
  return matrix(coordinates, X.rows, nComponents);
}
