/** Element types that a `.npy` file and a typed array both know. */
const KINDS = {
  '|u1': Uint8Array,
  '|i1': Int8Array,
  '<u2': Uint16Array,
  '<i2': Int16Array,
  '<u4': Uint32Array,
  '<i4': Int32Array,
  '<f4': Float32Array,
  '<f8': Float64Array,
} as const;
type Descr = keyof typeof KINDS;
export type NumberArray = InstanceType<(typeof KINDS)[Descr]>;

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];
/** numpy aligns the values so that they can be mapped from the file. */
const ALIGNMENT = 64;

export const isNumberArray = (value: unknown): value is NumberArray =>
  Object.values(KINDS).some((Kind) => value instanceof Kind);

/** A one-dimensional array as numpy's `.npy` file, version 1.0: `numpy.load` reads it. */
export function toNpy(array: NumberArray): Uint8Array<ArrayBuffer> {
  const descr = (Object.keys(KINDS) as Descr[]).find((key) => array instanceof KINDS[key]);
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${array.length},), }`;
  const start = Math.ceil((MAGIC.length + 2 + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = text.padEnd(start - MAGIC.length - 3) + '\n';
  const out = new Uint8Array(start + array.byteLength);
  out.set(MAGIC);
  out[MAGIC.length] = header.length & 0xff;
  out[MAGIC.length + 1] = header.length >> 8;
  out.set(new TextEncoder().encode(header), MAGIC.length + 2);
  out.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start);
  return out;
}

/** The values of a file that {@link toNpy} made. @throws RangeError when it is something else, or cut short. */
export function fromNpy(file: Uint8Array): NumberArray {
  if (MAGIC.some((byte, i) => file[i] !== byte)) throw new RangeError('not a .npy file');
  const start = MAGIC.length + 2 + file[MAGIC.length] + 256 * file[MAGIC.length + 1];
  const header = new TextDecoder().decode(file.subarray(MAGIC.length + 2, start));
  const [, descr, length] = /'descr': '(...)'.*'shape': \((\d+),\)/.exec(header) ?? [];
  const Kind = KINDS[descr as Descr];
  if (!Kind || file.length - start !== Number(length) * Kind.BYTES_PER_ELEMENT)
    throw new RangeError('a .npy file of another kind, or cut short');
  return new Kind(file.slice(start).buffer);
}
