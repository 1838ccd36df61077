/** A pixel value that cannot be one. */
export interface BadValue {
  row: number;
  column: number;
  text: string;
}

/** A growing row-major table of pixels: bytes as long as every value is a whole number 0 … 255, then f32. */
export class PixelStore {
  private data: Uint8Array | Float32Array;
  private length = 0;
  readonly cols: number;
  max = 0;
  min = 0;

  constructor(cols: number, expectedRows: number) {
    this.cols = cols;
    this.data = new Uint8Array(Math.max(1, expectedRows) * cols);
  }

  get rows(): number {
    return this.length / this.cols;
  }

  private grow(): void {
    const Kind = this.data.constructor as Uint8ArrayConstructor;
    const larger = new Kind(Math.ceil((this.data.length * 3) / 2 / this.cols + 16) * this.cols);
    larger.set(this.data);
    this.data = larger;
  }

  push(value: number): void {
    if (this.length === this.data.length) this.grow();
    if (
      this.data instanceof Uint8Array &&
      (value < 0 || value > 255 || value !== Math.floor(value))
    ) {
      this.data = Float32Array.from(this.data);
    }
    if (value > this.max) this.max = value;
    if (value < this.min) this.min = value;
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

  /** The values so far, in memory that other threads can share where that is allowed. */
  finish(shared: boolean): Uint8Array | Float32Array {
    const Kind = this.data.constructor as Uint8ArrayConstructor;
    const bytes = this.length * this.data.BYTES_PER_ELEMENT;
    const out = new Kind(
      (shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes)) as ArrayBuffer,
    );
    out.set(this.data.subarray(0, this.length));
    return out;
  }
}
