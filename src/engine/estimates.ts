import { createStore } from 'zustand/vanilla';
import { roomProblem, secondsOf, type Speed } from '../core/cost';
import type { Failure } from '../core/failure';
import { inputFacts } from '../core/input-facts';
import type { AnyMethod, InputFacts } from '../core/method';
import type { AnyParams } from '../core/params';
import type { RunResult } from '../core/run';
import { methodById } from '../methods/registry';
import type { Gathered } from './gather';

/** What the page says before a run starts. */
export interface Estimate {
  /** Undefined until the machine's speed is known. */
  seconds?: number;
  bytes: number;
  /** Why it cannot start: there is no room for it. */
  problem?: Failure;
}

/** A step of what a form is about to run. */
export interface Planned {
  method: string;
  params: AnyParams;
  input: InputFacts;
}

interface State {
  speed?: Speed;
  /** How many times it was measured. */
  measured: number;
  /** By method: seconds that runs took, as a share of those foretold. */
  factors: Readonly<Record<string, number>>;
}

const GIB = 2 ** 30;
/** A WebAssembly memory ends here. */
const KERNELS_MOST = 4 * GIB;
/** Share of a machine's memory that one tab may take; browsers tell no more than 8 GiB. */
const TAB_SHARE = 0.75;
const TOLD_MOST = 8;
/** Shorter runs tell of start-up, not of speed. */
const SHORT_SECONDS = 0.3;

/** Bytes that this page can hold. */
export function roomLimit(deviceGibibytes: number | undefined): number {
  if (deviceGibibytes === undefined || deviceGibibytes >= TOLD_MOST) return KERNELS_MOST;
  return Math.min(KERNELS_MOST, deviceGibibytes * GIB * TAB_SHARE);
}

/** Foretells seconds and memory: costs that methods tell, by the speed of this machine, corrected by its own runs. */
export class Estimates {
  readonly store = createStore<State>(() => ({ measured: 0, factors: {} }));

  constructor(private readonly limit: number) {}

  /** Of several measurements the fastest counts: what else the machine did meanwhile only ever slows one. */
  setSpeed(speed: Speed): void {
    const { speed: known, measured } = this.store.getState();
    const faster = !known || speed.perSecond > known.perSecond;
    this.store.setState({ measured: measured + 1, speed: faster ? speed : known });
  }

  private seconds(method: AnyMethod, input: InputFacts, params: AnyParams): number | undefined {
    const { speed } = this.store.getState();
    return speed && secondsOf(method.cost(input, params), speed);
  }

  /** Steps one after another: their seconds, the memory of the largest, the first that has no room. */
  of(plan: readonly Planned[]): Estimate {
    const { factors } = this.store.getState();
    let seconds: number | undefined = 0;
    let [bytes, problem]: [number, Failure | undefined] = [0, undefined];
    for (const { method: id, params, input } of plan) {
      const method = methodById(id);
      const own = this.seconds(method, input, params);
      seconds =
        seconds === undefined || own === undefined ? undefined : seconds + own * (factors[id] ?? 1);
      bytes = Math.max(bytes, method.cost(input, params).bytes);
      problem ??= this.roomProblem(method, input, params);
    }
    return { seconds, bytes, problem };
  }

  private roomProblem(method: AnyMethod, input: InputFacts, params: AnyParams) {
    const bytesAt = (rows: number): number => method.cost({ ...input, rows }, params).bytes;
    return roomProblem(input, bytesAt, this.limit);
  }

  /** Why a fit that was gathered cannot start. */
  problemOf({ method, request }: Gathered): Failure | undefined {
    if (request.action !== 'fit') return undefined;
    return this.roomProblem(method, inputFacts(request), request.params);
  }

  /** Learns from a fit that has ended by itself. */
  learn({ method, request }: Gathered, { seconds, value, neighborsKnown }: RunResult): void {
    const stopped = value.kind === 'model' && 'stopped' in value.model && value.model.stopped;
    // Of a search that was saved it would learn that searching is fast.
    const whole = !stopped && !neighborsKnown;
    if (request.action !== 'fit' || !whole || seconds < SHORT_SECONDS) return;
    const foretold = this.seconds(method, inputFacts(request), request.params);
    if (foretold === undefined) return;
    const factor = seconds / foretold;
    this.store.setState(({ factors }) => ({
      factors: { ...factors, [method.id]: Math.sqrt((factors[method.id] ?? factor) * factor) },
    }));
  }
}
