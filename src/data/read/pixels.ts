import { ExpectedFailure } from '../../core/failure';

/** How much memory pixels may take, and whose they are. */
export interface Room {
  fileName: string;
  limit: number;
}

/** @throws ExpectedFailure when `bytes` do not fit, before they are asked for. */
export function checkRoom(bytes: number, { fileName, limit }: Room): void {
  if (bytes <= limit) return;
  const gigabytes = (n: number): string => (n / 2 ** 30).toFixed(1);
  throw new ExpectedFailure(
    'tooLarge',
    `${fileName} would need about ${gigabytes(bytes)} GiB for its pixels; this tab has room for ${gigabytes(limit)}. What was open was kept. Open a part of the file.`,
    fileName,
  );
}

/** A growing row-major table of pixels: bytes as long as every value is a whole number 0 … 255, then f32. */
export class PixelStore {
  private data: Uint8Array | Float32Array;
  private length = 0;
  readonly cols: number;
  private readonly room: Room;
  max = 0;

  constructor(cols: number, expectedRows: number, room: Room) {
    this.cols = cols;
    this.room = room;
    this.data = new Uint8Array(Math.max(1, expectedRows) * cols);
  }

  get rows(): number {
    return this.length / this.cols;
  }

  private grow(): void {
    const rows = Math.ceil((this.rows * 3) / 2 + 16);
    const bytes = (n: number): number => n * this.cols * this.data.BYTES_PER_ELEMENT;
    checkRoom(bytes(this.rows + 1), this.room);
    const Kind = this.data.constructor as Uint8ArrayConstructor;
    const larger = new Kind(rows * this.cols);
    larger.set(this.data.subarray(0, this.length));
    this.data = larger;
  }

  private widen(): void {
    checkRoom(this.data.length * Float32Array.BYTES_PER_ELEMENT, this.room);
    const wide = new Float32Array(this.data.length);
    wide.set(this.data.subarray(0, this.length));
    this.data = wide;
  }

  /** Adds one value, 0 … 255. */
  push(value: number): void {
    if (this.length === this.data.length) this.grow();
    if (value !== Math.floor(value) && this.data instanceof Uint8Array) this.widen();
    if (value > this.max) this.max = value;
    this.data[this.length++] = value;
  }

  /** Room for one row of bytes that the caller knows to be whole numbers 0 … 255; undefined when stored as f32. */
  byteRow(): Uint8Array | undefined {
    if (!(this.data instanceof Uint8Array)) return undefined;
    if (this.length + this.cols > this.data.length) this.grow();
    return this.data.subarray(this.length, this.length + this.cols);
  }

  /** Counts the row that was written into `byteRow()`. */
  commitRow(max: number): void {
    if (max > this.max) this.max = max;
    this.length += this.cols;
  }

  /** The values so far, in memory that other threads can share where that is allowed. Empties the store. */
  finish(shared: boolean): Uint8Array | Float32Array {
    const Kind = this.data.constructor as Uint8ArrayConstructor;
    const bytes = this.length * this.data.BYTES_PER_ELEMENT;
    const out = new Kind(
      (shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes)) as ArrayBuffer,
    );
    out.set(this.data.subarray(0, this.length));
    this.data = new Uint8Array(0);
    return out;
  }
}
