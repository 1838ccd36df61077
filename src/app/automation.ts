import type { Lab, LabOptions } from '../engine/lab';

/** What the address asks for: `?threads=1&backend=wasm&sample=digits`. Unknown values are ignored, as in any link. */
export function labOptionsFrom(search: string): LabOptions & { sample?: string } {
  const query = new URLSearchParams(search);
  const threads = Number(query.get('threads'));
  const backend = query.get('backend');
  const backends = ['auto', 'webgl', 'webgpu', 'wasm', 'cpu'] as const;
  return {
    threads: Number.isInteger(threads) && threads > 0 ? threads : undefined,
    tensorBackend: backends.find((one) => one === backend),
    sample: query.get('sample') ?? undefined,
  };
}

/** Read-only view of the lab for scripts that drive the page; they act through its buttons like anyone else. */
interface AutomationView {
  version: string;
  study: () => ReturnType<Lab['study']['getState']>;
}

declare global {
  interface Window {
    fewlabels?: AutomationView;
  }
}

export function exposeToScripts(lab: Lab): void {
  window.fewlabels = { version: __APP_VERSION__, study: () => lab.study.getState() };
}
