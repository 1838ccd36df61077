/** Row-major counts, rows true, columns predicted, both in the order of `labels` (class codes). */
export interface ConfusionMatrix {
  counts: Int32Array;
  size: number;
}

export interface ClassScores {
  precision: number;
  recall: number;
  f1: number;
  support: number;
}

/** scikit-learn's `classification_report`, per class code in order, then the averages. */
export interface ClassificationReport {
  classes: ClassScores[];
  accuracy: number;
  macroAverage: ClassScores;
  weightedAverage: ClassScores;
}

/** Scores of a result against the truth; which one follows from the result's kind. */
export type Evaluation =
  | EmbeddingEvaluation
  | ClusteringEvaluation
  | UnlabelledClusteringEvaluation
  | LabellingEvaluation
  | PredictionEvaluation;

/** How well near rows stayed near; needs no labels. */
export interface EmbeddingEvaluation {
  kind: 'embedding';
  /** Rows compared: all, or a seeded sample of this many. */
  sampleRows: number;
  /** Trustworthiness with `nNeighbors` neighbours within the sample (Venna & Kaski 2001). */
  trustworthiness: number;
  nNeighbors: number;
  /** Mean share of each row's 10 nearest neighbours that stayed among its 10 nearest. */
  neighborPreservation: number;
}

export interface ClusteringEvaluation {
  kind: 'clustering';
  /** Each cluster takes its most common true label. */
  accuracy: number;
  /** Best one-to-one assignment of clusters to labels. */
  accuracyOneToOne: number;
  ari: number;
  nmi: number;
  ami: number;
  homogeneity: number;
  completeness: number;
  vMeasure: number;
  /** On `silhouetteRows` sampled rows, in the space that was clustered; undefined with fewer than two clusters there. */
  silhouette?: number;
  silhouetteRows: number;
  /** Class code each cluster takes; −1 for a cluster without a scored row. */
  mapping: Int32Array;
  confusion: ConfusionMatrix;
  /** Rows with a true label: only they are scored. */
  scoredRows: number;
}

/** Of a clustering of rows without any known class: what can be said all the same. */
export interface UnlabelledClusteringEvaluation {
  kind: 'unlabelledClustering';
  silhouette?: number;
  silhouetteRows: number;
}

/** Of a labelling: over the rows whose label the method did not see. */
export interface LabellingEvaluation {
  kind: 'labelling';
  accuracy: number;
  report: ClassificationReport;
  confusion: ConfusionMatrix;
  scoredRows: number;
  /** Rows no label reached. */
  unreached: number;
}

/** Of a network (its validation rows) or of predictions on rows with known labels. */
export interface PredictionEvaluation {
  kind: 'prediction';
  accuracy: number;
  report: ClassificationReport;
  confusion: ConfusionMatrix;
  scoredRows: number;
}
