import * as tf from '@tensorflow/tfjs-core';
import { ExpectedFailure } from '../../../../core/failure';

export type TfjsBackend = 'webgl' | 'webgpu' | 'cpu';

export interface OpenBackend {
  name: TfjsBackend;
  /** Whether the graphics card went away: WebGL answers with zeros then, without an error. */
  isLost(): boolean;
  /** Forgets a lost backend, so that the next opening starts a new one. */
  close(): void;
}

const titles = { webgl: 'WebGL', webgpu: 'WebGPU', cpu: 'The CPU backend' } as const;

async function lossOf(name: TfjsBackend): Promise<() => boolean> {
  if (name === 'webgl') {
    const { MathBackendWebGL } = await import('@tensorflow/tfjs-backend-webgl');
    const backend = tf.backend();
    return () => backend instanceof MathBackendWebGL && backend.gpgpu.gl.isContextLost();
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
    isLost,
    close() {
      if (!isLost()) return;
      tf.removeBackend(name);
      tf.registerBackend(name, factory);
    },
  };
}
