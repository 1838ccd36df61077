// The `keep` smallest of a stream of (distance, index), kept per row as u64 keys distance·2³² + index: one comparison
// orders by distance, then index, so the outcome does not depend on the order of arrival.

/**
 * Adds a candidate to a row's list of `capacity` keys; a full list is cut back to its `keep` smallest, whose largest
 * distance is the row's new limit (i32, at first the largest there is; −1 for padding).
 */
export function append(
  row: i32,
  distance: u32,
  index: u32,
  keys: usize,
  counts: usize,
  limits: usize,
  capacity: i32,
  keep: i32,
): void {
  const counter = counts + (<usize>row << 2);
  let count = load<i32>(counter);
  const list = keys + <usize>row * (<usize>capacity << 3);
  store<u64>(list + (<usize>count << 3), (<u64>distance << 32) | <u64>index);
  if (++count == capacity) {
    select(list, count, keep);
    count = keep;
    let largest: u64 = 0;
    for (let i = 0; i < keep; i++) largest = max(largest, load<u64>(list + (<usize>i << 3)));
    store<i32>(limits + (<usize>row << 2), <i32>(largest >> 32));
  }
  store<i32>(counter, count);
}

/** Brings a list to its final form, sorted and at most `keep` long; returns its length. */
export function finishRow(list: usize, count: i32, keep: i32): i32 {
  if (count > keep) select(list, count, keep);
  const kept = min(count, keep);
  sort(list, 0, kept - 1);
  return kept;
}

// @ts-ignore: decorator
@inline
function keyAt(list: usize, i: i32): u64 {
  return load<u64>(list + (<usize>i << 3));
}

// @ts-ignore: decorator
@inline
function swap(list: usize, i: i32, j: i32): void {
  const kept = keyAt(list, i);
  store<u64>(list + (<usize>i << 3), keyAt(list, j));
  store<u64>(list + (<usize>j << 3), kept);
}

/** Hoare's partition around the median of three; afterwards [low, return] ≤ pivot ≤ [return+1, high]. */
function partition(list: usize, low: i32, high: i32): i32 {
  const a = keyAt(list, low);
  const b = keyAt(list, (low + high) >> 1);
  const c = keyAt(list, high);
  const pivot = max(min(a, b), min(max(a, b), c));
  let i = low - 1;
  let j = high + 1;
  while (true) {
    do i++;
    while (keyAt(list, i) < pivot);
    do j--;
    while (keyAt(list, j) > pivot);
    if (i >= j) break;
    swap(list, i, j);
  }
  return j;
}

/** Moves the `keep` smallest to the front (quickselect). */
export function select(list: usize, count: i32, keep: i32): void {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = partition(list, low, high);
    if (keep - 1 <= middle) high = middle;
    else low = middle + 1;
  }
}

function sort(list: usize, low: i32, high: i32): void {
  while (high - low > 16) {
    const middle = partition(list, low, high);
    sort(list, low, middle);
    low = middle + 1;
  }
  for (let i = low + 1; i <= high; i++) {
    const key = keyAt(list, i);
    let place = i;
    for (; place > low && keyAt(list, place - 1) > key; place--) store<u64>(list + (<usize>place << 3), keyAt(list, place - 1));
    store<u64>(list + (<usize>place << 3), key);
  }
}
