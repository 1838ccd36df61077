import type { NeighborLists } from '../core/method';
import type { InputSpec } from '../core/run';

/** Of 42,000 rows and ten neighbours five megabytes each. */
const MOST = 3;

/** Neighbours that runs found, by what they started from: who labels by hand spreads over the same ones again and again. */
export class NeighborMemory {
  /** The longest unused first. */
  private readonly lists = new Map<string, NeighborLists>();

  knows(input: InputSpec): boolean {
    return this.lists.has(keyOf(input));
  }

  /** Those of what a run starts from. */
  of(input: InputSpec): NeighborLists | undefined {
    const lists = this.lists.get(keyOf(input));
    if (lists) this.add(input, lists);
    return lists;
  }

  /** Those that a run found. */
  add(input: InputSpec, lists: NeighborLists): void {
    const key = keyOf(input);
    this.lists.delete(key);
    this.lists.set(key, lists);
    const [oldest] = this.lists.keys();
    if (this.lists.size > MOST) this.lists.delete(oldest);
  }

  /** Other data was opened. */
  clear(): void {
    this.lists.clear();
  }
}

const keyOf = (input: InputSpec): string => JSON.stringify(input);
