import type { AnyParams } from './params';
import type { Matrix } from './matrix';
import type { Model } from './models';
import type { Prediction } from './method';
import type { ScoringOptions } from './protocol';
import type { Evaluation } from './evaluation';

/**
 * What is made of pixels where every value must be touched, which is the worker's to do: columns standardised, or images as
 * histograms of edge directions, straightened first or not.
 */
export type Preparation = 'standard' | 'gradients' | 'straightGradients';

/** How pixels are handed to a method: as stored, divided by `pixelMax`, or prepared. */
export type Scaling = 'raw' | 'unit' | Preparation;

export const scalings: readonly Scaling[] = [
  'raw',
  'unit',
  'standard',
  'gradients',
  'straightGradients',
];

/** Edges instead of pixels: samples are no images any more. */
export const isGradients = (scaling: Scaling): boolean =>
  scaling === 'gradients' || scaling === 'straightGradients';

export const preparationOf = (scaling: Scaling): Preparation | undefined =>
  scaling === 'raw' || scaling === 'unit' ? undefined : scaling;

/** How many rows keep their label, for the semi-supervised methods. */
export type LabelBudget =
  | { kind: 'blanks' }
  | { kind: 'share'; trainSize: number; randomState: number; stratify: boolean }
  | { kind: 'perClass'; count: number; randomState: number };

/**
 * Labels that a person gave by hand, for a method that learns from labels. By the names of classes: some may be the
 * person's own.
 */
export interface GivenLabels {
  classes: readonly string[];
  /** Rows of the training table, each once. */
  rows: readonly number[];
  /** The class of each of these rows, as an index into `classes`. */
  codes: readonly number[];
  /** Whether the file's own labels count too, on rows that none was given to by hand. */
  andFile: boolean;
}

/** Labels by hand as a session keeps them, with all classes of the table in its order. */
export interface KeptHandLabels extends Omit<GivenLabels, 'andFile'> {
  /** What classes are called now, by what they were called before. */
  renamedClasses?: Readonly<Record<string, string>>;
}

/** Which rows of the table, in which order. */
export type RowSelection =
  | { kind: 'all' }
  | { kind: 'stride'; step: number }
  | { kind: 'random'; count: number; randomState: number }
  | { kind: 'stratified'; count: number; randomState: number }
  /** Labelled rows first, then the unlabelled, each in the order of the split. */
  | { kind: 'budget'; budget: LabelBudget }
  /** The rows a network was trained on, or those it was validated on. */
  | { kind: 'splitOf'; result: string; part: 'train' | 'validation' };

/** Where a run's samples come from. `result` is a result's id; in a chain it may be an earlier step's key. */
export type InputSpec =
  | { from: 'pixels'; table: 'train' | 'test'; rows: RowSelection; scaling: Scaling }
  | { from: 'result'; result: string };

/** A run as data: serialisable, and enough, with the dataset, to do it again. */
export type RunSpec =
  /** With `labels` the rows that have one come first, the others after them, and the method sees these labels alone. */
  | { action: 'fit'; method: string; params: AnyParams; input: InputSpec; labels?: GivenLabels }
  /** A fitted model on other rows: a network's features, predictions of the test set. */
  | { action: 'transform' | 'predict'; model: string; input: InputSpec }
  /** A model from a file, checked on the rows that have a label. The file is not kept, only the model: it is the result. */
  | { action: 'open'; method: string; file: string; input: InputSpec };

/** What a result holds: a fitted model, transformed features, or predictions. */
export type ResultValue =
  | { kind: 'model'; model: Model }
  | { kind: 'features'; X: Matrix }
  | { kind: 'predictions'; prediction: Prediction };

/** A finished run with everything that made it. */
export interface RunResult {
  id: string;
  /** "t-SNE 2-D, 8,400 rows" unless the person renames it. */
  name: string;
  /** Kept at the head of lists. */
  pinned?: boolean;
  spec: RunSpec;
  /** Method id (the model's method for transform and predict). */
  method: string;
  params: AnyParams;
  table: 'train' | 'test';
  /** Row of the table behind each row of the result. */
  rows: Uint32Array;
  /** How many of `rows`, from the start, had a label the method could use (semi-supervised only). */
  labelledCount?: number;
  value: ResultValue;
  /** Scores against the table's true labels, where it has them. */
  evaluation?: Evaluation;
  /** What the scoring was asked for; with the spec and the data it makes the result again, figures included. */
  scoring: ScoringOptions;
  /** Wall seconds of the method alone, and of its scoring. */
  seconds: number;
  evaluationSeconds: number;
  stageSeconds: Record<string, number>;
  threads: number;
  relaxedSimd: boolean;
  /** Its neighbours were known from an earlier run: the seconds have no search for them. */
  neighborsKnown?: boolean;
  /** Fingerprint of the table the rows come from. */
  fingerprint: string;
  finishedAt: string;
}
