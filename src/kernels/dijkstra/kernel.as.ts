// Shortest paths from many sources over one sparse graph (Dijkstra 1959). A source is a set of seeds, each a node and
// the distance already covered to it: one seed at distance 0 is the usual start from a node; a new point's neighbours
// with their distances are the start from a point outside the graph.

/** Sources per block: about 2 ms at 4,200 nodes. */
const SOURCES: i32 = 8;

const UNSEEN: i32 = -1;
const DONE: i32 = -2;

// Per-thread scratch, 16 bytes a node: f64 keys of the heap's places, u32 nodes of its places, i32 place of each node.

// @ts-ignore: decorator
@inline
function put(keys: usize, nodes: usize, places: usize, place: i32, key: f64, node: i32): void {
  store<f64>(keys + ((<usize>place) << 3), key);
  store<i32>(nodes + ((<usize>place) << 2), node);
  store<i32>(places + ((<usize>node) << 2), place);
}

/** Moves a key from `place` towards the root of the 4-ary heap until its parent is not larger. */
// @ts-ignore: decorator
@inline
function rise(keys: usize, nodes: usize, places: usize, place: i32, key: f64, node: i32): void {
  while (place > 0) {
    const parent = (place - 1) >> 2;
    const parentKey = load<f64>(keys + ((<usize>parent) << 3));
    if (parentKey <= key) break;
    put(keys, nodes, places, place, parentKey, load<i32>(nodes + ((<usize>parent) << 2)));
    place = parent;
  }
  put(keys, nodes, places, place, key, node);
}

/** Takes the root out of a heap of `size` entries: the hole sinks to a leaf, then the last entry rises from there. */
// @ts-ignore: decorator
@inline
function removeRoot(keys: usize, nodes: usize, places: usize, size: i32): void {
  const last = size - 1;
  const lastKey = load<f64>(keys + ((<usize>last) << 3));
  const lastNode = load<i32>(nodes + ((<usize>last) << 2));
  if (last == 0) return;
  let hole = 0;
  for (;;) {
    let child = (hole << 2) + 1;
    if (child >= last) break;
    const end = min(child + 4, last);
    let best = child;
    let bestKey = load<f64>(keys + ((<usize>child) << 3));
    for (child++; child < end; child++) {
      const key = load<f64>(keys + ((<usize>child) << 3));
      if (key < bestKey) {
        best = child;
        bestKey = key;
      }
    }
    put(keys, nodes, places, hole, bestKey, load<i32>(nodes + ((<usize>best) << 2)));
    hole = best;
  }
  rise(keys, nodes, places, hole, lastKey, lastNode);
}

/**
 * out[s, v] = length of the shortest path from source s to node v, Infinity where there is none. Sums in f64, stored
 * f32. Graph: CSR of `nodes` rows (u32, u32, f64), weights ≥ 0. Seeds: u32 and f64, both (sources × seedsPerSource).
 * `scratch`: 16 · nodes bytes for each thread. Parallel over blocks of 8 sources.
 */
export function geodesicDistances(
  block: i32,
  thread: i32,
  indptr: usize,
  indices: usize,
  weights: usize,
  seeds: usize,
  seedDistances: usize,
  seedsPerSource: i32,
  scratch: usize,
  out: usize,
  sources: i32,
  nodeCount: i32,
): void {
  const n = <usize>nodeCount;
  const keys = scratch + <usize>thread * n * 16;
  const nodes = keys + n * 8;
  const places = nodes + n * 4;
  const lastSource = min(sources, (block + 1) * SOURCES);
  for (let source = block * SOURCES; source < lastSource; source++) {
    const row = out + <usize>source * n * 4;
    memory.fill(places, 0xff, n * 4); // UNSEEN
    for (let v: usize = 0; v < n; v++) store<f32>(row + (v << 2), Infinity);
    let size = 0;
    for (let i = 0; i < seedsPerSource; i++) {
      const at = <usize>(source * seedsPerSource + i);
      const node = load<i32>(seeds + (at << 2));
      const key = load<f64>(seedDistances + (at << 3));
      const place = load<i32>(places + ((<usize>node) << 2));
      if (place == UNSEEN) rise(keys, nodes, places, size++, key, node);
      else if (key < load<f64>(keys + ((<usize>place) << 3))) rise(keys, nodes, places, place, key, node);
    }
    while (size > 0) {
      const distance = load<f64>(keys);
      const node = <usize>load<u32>(nodes);
      removeRoot(keys, nodes, places, size--);
      store<i32>(places + (node << 2), DONE);
      store<f32>(row + (node << 2), <f32>distance);
      const end = <usize>load<u32>(indptr + ((node + 1) << 2));
      for (let e = <usize>load<u32>(indptr + (node << 2)); e < end; e++) {
        const next = load<i32>(indices + (e << 2));
        const place = load<i32>(places + ((<usize>next) << 2));
        if (place == DONE) continue;
        const key = distance + load<f64>(weights + (e << 3));
        if (place == UNSEEN) rise(keys, nodes, places, size++, key, next);
        else if (key < load<f64>(keys + ((<usize>place) << 3))) rise(keys, nodes, places, place, key, next);
      }
    }
  }
}
