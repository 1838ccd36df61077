import type { ImageShape } from '../core/method';

/** Something a person should know about a file that was read all the same. */
export interface ReadWarning {
  message: string;
  /** 1-based row in the file, header included; undefined when it concerns the whole file. */
  row?: number;
  column?: string;
  /** How many times, when the same thing happened often and only the first is listed. */
  count?: number;
}

/** One file read: pixels and, where it has them, labels. Immutable after ingestion. */
export interface ImageTable {
  fileName: string;
  rows: number;
  /** Pixel columns only, without the label. */
  cols: number;
  /** Row-major (rows × cols): bytes when every value is a whole number 0 … 255, else f32. Shared memory where allowed. */
  pixels: Uint8Array | Float32Array;
  /** What "pixels / 255" divides by: 1, 16 or 255, from the largest value in the file. */
  pixelMax: number;
  /** Class code of each row into `classes`, −1 = unlabelled; undefined when the file has no label column. */
  labels?: Int32Array;
  /** Class names in scikit-learn's order: numbers ascending, else text ascending. */
  classes: string[];
  /** How many of the classes, the last ones, a person named. */
  addedClasses?: number;
  /** What classes are called now, by what they were called when results were made of them. */
  renamedClasses?: Readonly<Record<string, string>>;
  /** All column names in file order, label included; made up (`column0` …, by position) when there was no header. */
  columns: string[];
  /** There was no header: names mean nothing, only positions do. */
  columnsMadeUp?: boolean;
  /** Index of the label column in `columns`, −1 = none. */
  labelColumn: number;
  /** First rows as read, label included (at most 5), for `DataFrame.head()`. */
  head: (string | number)[][];
  /** pandas' name of what the columns would be: `int64`, `float64`, or several with their counts: `float64(1), int64(784)`. */
  dtype: string;
  /** What `DataFrame.info()` would report: rows × columns × 8, plus the index. */
  memoryBytes: number;
  shape: ImageShape;
  /** The shape was a guess the person should confirm (pixel count neither square nor square × 3). */
  shapeUncertain: boolean;
  warnings: ReadWarning[];
  parseSeconds: number;
  /** SHA-256 of pixels and labels, hex: the file's fingerprint in links and provenance. */
  fingerprint: string;
}

/** What the lab works on: a training table and, perhaps, a test table with the same pixel columns. */
export interface Dataset {
  name: string;
  /** Identifies a built-in sample in links. */
  sampleId?: string;
  licence?: string;
  source?: string;
  train: ImageTable;
  test?: ImageTable;
}
