type Values = Uint8Array | Float32Array;

/** Two independent 32-bit hashes (FNV-1a and a multiplicative one) of a run of values, as one safe integer. */
function hashOf(words: Uint8Array): number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < words.length; i++) {
    a = Math.imul(a ^ words[i], 0x01000193);
    b = Math.imul(b + words[i], 0x85ebca6b) ^ (b >>> 15);
  }
  return (a >>> 0) * 2 ** 21 + (b >>> 11);
}

const bytesOf = (values: Values): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** How many rows repeat an earlier one, value for value. */
export function duplicateRows(values: Values, cols: number): number {
  const bytes = bytesOf(values);
  const width = cols * values.BYTES_PER_ELEMENT;
  const first = new Map<number, number>();
  let count = 0;
  for (let start = 0; start < bytes.length; start += width) {
    const row = bytes.subarray(start, start + width);
    const hash = hashOf(row);
    const seen = first.get(hash);
    if (seen === undefined) first.set(hash, start);
    else if (row.every((byte, i) => byte === bytes[seen + i])) count++;
  }
  return count;
}

/** How many columns hold one value only. */
export function constantColumns(values: Values, cols: number): number {
  let open = Array.from({ length: cols }, (_, column) => column);
  for (let start = cols; start < values.length && open.length > 0; start += cols) {
    if (open.some((column) => values[start + column] !== values[column])) {
      open = open.filter((column) => values[start + column] === values[column]);
    }
  }
  return open.length;
}

/** SHA-256 of pixels and labels, hex. Pages that are not secure have no digest: a weaker hash, named as such. */
export async function fingerprintOf(
  pixels: Values,
  labels: Int32Array | undefined,
): Promise<string> {
  const parts = [bytesOf(pixels), ...(labels ? [new Uint8Array(labels.buffer)] : [])];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  if (!globalThis.crypto?.subtle) return `weak-${hashOf(whole).toString(16)}`;
  const digest = await globalThis.crypto.subtle.digest('SHA-256', whole);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
