import type { Matrix } from './matrix';
import type { AnyParams } from './params';
import type { LabelBudget } from './run';

/** All known labels but those of some rows, to see what the others make of these. */
export interface Withheld {
  kind: 'withheld';
  rows: Uint32Array;
}

/** One fit of a sweep: a method, and how many labels it sees. */
export interface SweepFit {
  key: string;
  method: string;
  params: AnyParams;
  budget: LabelBudget | Withheld;
}

/** Many fits on the same features. What does not depend on labels, the search for neighbours, is done once for all. */
export interface SweepRequest {
  X: Matrix;
  /** True class of each row (−1 = unknown). A fit is shown those its budget draws; the others are read by scoring only. */
  truth: Int32Array;
  nClasses: number;
  fits: readonly SweepFit[];
}

/** How well one fit did, on the rows whose label it did not see. */
export interface SweepScore {
  key: string;
  /** Rows that kept their label. */
  labelled: number;
  accuracy: number;
  /** Rows scored. */
  scoredRows: number;
  /** Rows no label reached. */
  unreached: number;
  /** Of the fit alone, once neighbours are known. */
  seconds: number;
  /** What became of withheld rows: a distribution over classes for each (rows × nClasses). */
  distributions?: Float32Array;
}

export interface SweepAnswer {
  scores: SweepScore[];
  /** The search for neighbours that all fits had in common. */
  neighborSeconds: number;
  /** The person pressed Stop: these are the fits done by then. */
  stopped: boolean;
}
