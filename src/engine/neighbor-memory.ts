import type { NeighborLists } from '../core/method';
import type { InputSpec } from '../core/run';
import type { Dataset } from '../data/dataset';

/** Of 42,000 rows and ten neighbours five megabytes each. */
const MOST = 3;

/** Neighbours that runs found, by what they started from: who labels by hand spreads over the same ones again and again. */
export class NeighborMemory {
  /** The longest unused first. */
  private readonly lists = new Map<string, NeighborLists>();

  private images: readonly unknown[] = [];

  /** What is remembered is of these tables: with other images, however they were opened, it is forgotten. */
  belongTo(dataset: Dataset | undefined): void {
    const images = [dataset?.train.pixels, dataset?.test?.pixels];
    if (images.every((pixels, i) => pixels === this.images[i])) return;
    this.images = images;
    this.lists.clear();
  }

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
}

const keyOf = (input: InputSpec): string => JSON.stringify(input);
