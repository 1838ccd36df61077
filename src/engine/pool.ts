import type { Outcome } from '../core/failure';
import { startGroup, type ThreadKind, type WorkerGroup } from './threads';

/** A memory above this is not kept for the next job: WebAssembly memory never shrinks. */
const RETIRE_BYTES = 192 * 2 ** 20;

/** At most one warm group of each kind; started when first wanted, replaced after death, cancel or a large job. */
export class WorkerPool {
  private readonly idle = new Map<ThreadKind, WorkerGroup>();
  private readonly threads: number;

  constructor(threads: number) {
    this.threads = threads;
  }

  async take(kind: ThreadKind): Promise<Outcome<WorkerGroup>> {
    const warm = this.idle.get(kind);
    if (warm) {
      this.idle.delete(kind);
      return { ok: true, value: warm };
    }
    return startGroup(kind, this.threads);
  }

  /** Gives a group back after a job that ended well. */
  give(group: WorkerGroup, memoryBytes: number): void {
    if (memoryBytes > RETIRE_BYTES || this.idle.has(group.kind)) group.terminate();
    else this.idle.set(group.kind, group);
  }
}
