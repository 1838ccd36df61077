import { defaultsOf, type AnyParams } from '../core/params';
import type { Lab, LabOptions } from '../engine/lab';
import { presets, type Preset } from '../methods/neural/cnn/presets';
import { methodById } from '../methods/registry';

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

/** The lab for scripts in the page: the headless study reads it and presses buttons, the benchmarks call it. */
interface AutomationView {
  version: string;
  study: () => ReturnType<Lab['study']['getState']>;
  /** The engine behind the buttons: `lab.start` is what Run calls. */
  lab: Lab;
  /** A method's parameters: its defaults, but for those given. */
  paramsOf: (method: string, changed?: AnyParams) => AnyParams;
  /** The network's, by what differs from its defaults. */
  presets: readonly Preset[];
}

declare global {
  interface Window {
    fewlabels?: AutomationView;
  }
}

export function exposeToScripts(lab: Lab): void {
  window.fewlabels = {
    version: __APP_VERSION__,
    study: () => lab.study.getState(),
    lab,
    paramsOf: (method, changed) => ({ ...defaultsOf(methodById(method).params), ...changed }),
    presets,
  };
}
