/** What would run tensors on a graphics card here. */
export interface Renderer {
  available: boolean;
  /** The processor in disguise: correct, and slower than the kernels by far. */
  software: boolean;
  /** Its own name for itself, where it tells. */
  name: string;
}

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;
const none: Renderer = { available: false, software: false, name: '' };

function webgl(): Renderer {
  if (typeof OffscreenCanvas === 'undefined') return none;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return none;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { available: true, software: SOFTWARE.test(name), name };
}

async function webgpu(): Promise<Renderer> {
  const adapter = await globalThis.navigator?.gpu?.requestAdapter();
  if (!adapter) return none;
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, description].filter(Boolean).join(' ');
  return { available: true, software: isFallbackAdapter || SOFTWARE.test(name), name };
}

export const rendererOf = async (backend: 'webgl' | 'webgpu'): Promise<Renderer> =>
  backend === 'webgl' ? webgl() : webgpu();
