import type { Speed } from './cost';
import type { Outcome } from './failure';
import type { FitContext, ImageShape, LayerMaps, NeighborLists } from './method';
import type { Matrix } from './matrix';
import type { Evaluation } from './evaluation';
import type { Model } from './models';
import type { AnyParams } from './params';
import type { Progress } from './task';
import type { TrainingCheckpoint } from './training';
import type { Preparation, ResultValue, RunSpec } from './run';
import type { SweepAnswer, SweepRequest, SweepScore } from './sweep';

/** What is scored after a run, and on how many rows. */
export interface ScoringOptions {
  /** Rows of the seeded sample for trustworthiness and neighbour preservation; 0 leaves them out. */
  embeddingRows: number;
  /** Rows of the seeded sample for the silhouette. */
  silhouetteRows: number;
}

/** One job as it crosses to a worker: everything it needs, nothing it must look up. */
export interface JobRequest {
  action: RunSpec['action'];
  method: string;
  params: AnyParams;
  X: Matrix;
  /** What is to be made of X first. */
  prepare?: Preparation;
  /** Then its rows are put in this order, in which everything else by row is already. */
  order?: Uint32Array;
  /** Neighbours of the rows of X, before they are put in order, where an earlier run found them. */
  neighbors?: NeighborLists;
  /** The fitted model, for transform and predict; the one from the file, for open. */
  model?: Model;
  /** Labels the method may use (−1 = unlabelled). */
  y?: Int32Array;
  nClasses?: number;
  imageShape?: ImageShape;
  /** True labels, read by the scoring only (−1 = unknown). */
  truth?: Int32Array;
  /** The first so many rows were labelled: they are not scored. */
  labelledCount?: number;
  scoring: ScoringOptions;
  tensorBackend?: FitContext['tensorBackend'];
  /** Where an earlier training of this network on these rows ended. */
  resume?: TrainingCheckpoint;
}

export interface JobAnswer {
  value: ResultValue;
  evaluation?: Evaluation;
  seconds: number;
  evaluationSeconds: number;
  stageSeconds: Record<string, number>;
  threads: number;
  relaxedSimd: boolean;
  /** Neighbours that were searched, of the rows of X before they were put in order. */
  neighbors?: NeighborLists;
  /** Neighbours were known, so that `seconds` has no search for them. */
  neighborsKnown: boolean;
  /** Size of the kernels' linear memory after the job; it never shrinks, so the engine retires large ones. */
  memoryBytes: number;
}

/** One image to be looked at inside a fitted model. */
export interface LookRequest {
  method: string;
  model: Model;
  /** One row. */
  X: Matrix;
}

/** What a compute or neural worker offers to the engine, through Comlink. */
export interface WorkerApi<Port = unknown> {
  /** Starts the kernels; each port leads to a helper thread waiting for its start. Resolves with the thread count. */
  init(ports: Port[]): Promise<{ threads: number; relaxedSimd: boolean }>;
  /** Measures how fast the kernels are here, in some hundredths of a second. */
  speed(): Promise<Speed>;
  /** What each layer of a model makes of one image; for between two jobs. */
  look(request: LookRequest): Promise<Outcome<LayerMaps[]>>;
  run(request: JobRequest, onProgress: (progress: Progress) => void): Promise<Outcome<JobAnswer>>;
  /** Many fits on the same features; each score is told as soon as it is there, and all of them in the end. */
  sweep(
    request: SweepRequest,
    onProgress: (progress: Progress) => void,
    onScore: (score: SweepScore) => void,
  ): Promise<Outcome<SweepAnswer & { memoryBytes: number }>>;
  /** The running job waits at its next yield until it is let go on. */
  pause(on: boolean): void;
  /** The running job returns what it has. */
  stop(): void;
  /** The running job ends at its next yield and keeps nothing. */
  cancel(): void;
}
