import type { GPGPUContext } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { ExpectedFailure } from '../../../../core/failure';
import { adamDefaults } from '../trainer';

export type TfjsBackend = 'webgl' | 'webgpu' | 'cpu';

export interface OpenBackend {
  name: TfjsBackend;
  /** Adam's ε: Keras's, and larger only where a graphics card has no floats that could hold it. */
  epsilon: number;
  /** Whether the graphics card went away: WebGL answers with zeros then, without an error. */
  isLost(): boolean;
  /** Forgets a lost backend, so that the next opening starts a new one. */
  close(): void;
}

const titles = { webgl: 'WebGL', webgpu: 'WebGPU', cpu: 'The CPU backend' } as const;

const watched = new WeakSet<GPGPUContext>();

/**
 * The fence of a lost context never passes, and tfjs would wait for it without end: here it passes once the context is
 * lost. What is read then is wrong; whoever reads asks whether it was lost.
 */
function passFencesOfLost(gpgpu: GPGPUContext): void {
  if (watched.has(gpgpu)) return;
  watched.add(gpgpu);
  const poll = gpgpu.pollFence.bind(gpgpu);
  gpgpu.pollFence = (fence) =>
    poll({ ...fence, isFencePassed: () => gpgpu.gl.isContextLost() || fence.isFencePassed() });
}

async function lossOf(name: TfjsBackend): Promise<() => boolean> {
  if (name === 'webgl') {
    const { MathBackendWebGL } = await import('@tensorflow/tfjs-backend-webgl');
    const backend = tf.backend();
    if (!(backend instanceof MathBackendWebGL)) return () => false;
    passFencesOfLost(backend.gpgpu);
    return () => backend.gpgpu.gl.isContextLost();
  }
  if (name === 'webgpu') {
    const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
    const backend = tf.backend();
    let lost = false;
    if (backend instanceof WebGPUBackend)
      void backend.device.lost.then(() => {
        lost = true;
      });
    return () => lost;
  }
  return () => false;
}

/** tfjs takes every WebGL that renders 32-bit floats for a 16-bit one (`floatPrecision`), so that its word is not enough. */
function epsilonOf(name: TfjsBackend): number {
  const single = name !== 'webgl' || tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED');
  return single ? adamDefaults.epsilon : Math.max(adamDefaults.epsilon, tf.backend().epsilon());
}

async function register(name: TfjsBackend): Promise<void> {
  if (name === 'webgl') {
    await import('@tensorflow/tfjs-backend-webgl');
    // Software rendering is slow and right; tfjs refuses it unless told. Whoever chose it knows.
    tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  } else if (name === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
  else await import('@tensorflow/tfjs-backend-cpu');
}

/** Makes tfjs use a backend; fails in words when this browser or machine has none. */
export async function openBackend(name: TfjsBackend): Promise<OpenBackend> {
  await register(name);
  const factory = tf.findBackendFactory(name) as
    | ReturnType<typeof tf.findBackendFactory>
    | undefined;
  // tfjs says false, or throws, or quietly stays where it was.
  const opened = factory && (await tf.setBackend(name).catch(() => false));
  if (!factory || !opened || tf.getBackend() !== name) {
    throw new ExpectedFailure(
      'unsupported',
      `${titles[name]} does not work in this browser on this machine. Choose another backend.`,
      'tensorBackend',
    );
  }
  const isLost = await lossOf(name);
  return {
    name,
    epsilon: epsilonOf(name),
    isLost,
    close() {
      if (!isLost()) return;
      tf.removeBackend(name);
      tf.registerBackend(name, factory);
    },
  };
}
