import type { KernelRuntime } from '../core/kernel-runtime';
import type { JobRequest } from '../core/protocol';
import type { Preparation } from '../core/run';
import { standardise } from '../core/standardise';
import type { Task } from '../core/task';
import { orientedGradients } from '../kernels/oriented-gradients/wasm';

type Input = Pick<JobRequest, 'X' | 'imageShape'>;

/** A job's samples as its method gets them. Histograms of edges are no images any more. */
export function* prepared(
  kernels: KernelRuntime,
  { X, imageShape }: Input,
  preparation: Preparation,
): Task<Input> {
  if (preparation === 'standard') return { X: yield* standardise(X), imageShape };
  if (!imageShape)
    throw new Error('edge directions were asked for without the shape of the images');
  const straighten = preparation === 'straightGradients';
  return { X: yield* orientedGradients(kernels, X, imageShape, straighten), imageShape: undefined };
}
