/** A scalar of a result as tables show it. */
export interface FigureFacts {
  label: string;
  /** Which way is better, where one is. */
  better?: 'higher' | 'lower';
  digits: number;
  percent?: boolean;
}

/** Every named scalar of models and evaluations, in the order tables show them. */
export const figures: Readonly<Record<string, FigureFacts>> = {
  accuracy: { label: 'Accuracy', better: 'higher', digits: 2, percent: true },
  accuracyOneToOne: { label: 'Accuracy, one-to-one', better: 'higher', digits: 2, percent: true },
  ari: { label: 'ARI', better: 'higher', digits: 4 },
  nmi: { label: 'NMI', better: 'higher', digits: 4 },
  ami: { label: 'AMI', better: 'higher', digits: 4 },
  homogeneity: { label: 'Homogeneity', better: 'higher', digits: 4 },
  completeness: { label: 'Completeness', better: 'higher', digits: 4 },
  vMeasure: { label: 'V-measure', better: 'higher', digits: 4 },
  silhouette: { label: 'Silhouette', better: 'higher', digits: 4 },
  trustworthiness: { label: 'Trustworthiness', better: 'higher', digits: 4 },
  neighborPreservation: { label: 'Neighbours kept (10)', better: 'higher', digits: 4 },
  klDivergence: { label: 'KL divergence', better: 'lower', digits: 4 },
  neighborRecall: { label: 'Neighbour recall', better: 'higher', digits: 4 },
  explainedVarianceRatioSum: {
    label: 'Explained variance',
    better: 'higher',
    digits: 2,
    percent: true,
  },
  reconstructionError: { label: 'Reconstruction error', better: 'lower', digits: 2 },
  inertia: { label: 'Inertia', better: 'lower', digits: 1 },
  lowerBound: { label: 'Lower bound', better: 'higher', digits: 4 },
  valAccuracy: { label: 'Validation accuracy', better: 'higher', digits: 2, percent: true },
  contrastiveLoss: { label: 'Contrastive loss', better: 'lower', digits: 4 },
  valLoss: { label: 'Validation loss', better: 'lower', digits: 4 },
  nIter: { label: 'Iterations', digits: 0 },
};
