/** Whether workers can see the same memory: on a cross-origin isolated page only, and where the browser has it at all. */
export const canShareMemory = (): boolean =>
  (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated === true &&
  typeof SharedArrayBuffer !== 'undefined';
