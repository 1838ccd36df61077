let known: boolean | undefined;

function tried(): boolean {
  const context = document.createElement('canvas').getContext('webgl');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

/** Whether this browser draws in WebGL: some have it switched off, or run on a machine that cannot. */
export const hasWebgl = (): boolean => (known ??= typeof document === 'undefined' || tried());
