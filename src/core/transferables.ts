/** Every ArrayBuffer inside a plain value, once each, so that it moves to another thread instead of being copied. */
export function transferableBuffers(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) transferableBuffers(inner, found);
  }
  return [...found];
}
