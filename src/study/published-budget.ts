/** Published accuracies by number of labels per class, to hold a curve against. */
export interface PublishedCurve {
  title: string;
  /** The method here that it is to be compared with, where there is one. */
  method?: string;
  points: readonly (readonly [labelsPerClass: number, accuracy: number])[];
}

export interface PublishedBudget {
  id: string;
  title: string;
  source: string;
  /** What images were compared by. */
  features: string;
  /** What it was measured on. */
  setting: string;
  url: string;
  curves: readonly PublishedCurve[];
}

const SOURCE = 'Calder, Cook, Thorpe & Slepčev, Poisson learning, ICML 2020';
const SETTING =
  'mean of 100 draws, 70,000 images, neighbours by what a variational autoencoder learned without labels';
const URL = 'https://proceedings.mlr.press/v119/calder20a.html';

const curve = (
  title: string,
  method: string | undefined,
  labels: readonly number[],
  percent: readonly number[],
): PublishedCurve => ({
  title,
  method,
  points: labels.map((count, i) => [count, percent[i] / 100] as const),
});

const DIGITS = [1, 2, 5, 10, 40, 160];
const FEW = [1, 2, 3, 4, 5];

/** The marks of the field for few labels. */
export const publishedBudgets: readonly PublishedBudget[] = [
  {
    id: 'mnist',
    title: 'MNIST digits',
    source: SOURCE,
    features: 'Autoencoder',
    setting: SETTING,
    url: URL,
    curves: [
      // A random walk is the nearest of the published methods to label spreading.
      curve('Random walk', 'labelSpreading', DIGITS, [66.4, 76.2, 84.5, 88.4, 92.9, 95.2]),
      curve('Laplace', 'laplaceLearning', DIGITS, [16.1, 28.2, 69.5, 91.3, 96.5, 97.0]),
      curve('Poisson', 'poissonLearning', DIGITS, [90.2, 93.6, 95.3, 95.9, 96.6, 96.9]),
      curve('PoissonMBO', 'poissonMbo', DIGITS, [96.5, 97.2, 97.2, 97.2, 97.2, 97.2]),
    ],
  },
  {
    id: 'fashion-mnist',
    title: 'Fashion-MNIST',
    source: SOURCE,
    features: 'Autoencoder',
    setting: SETTING,
    url: URL,
    curves: [
      curve('Random walk', 'labelSpreading', FEW, [49.0, 55.6, 59.4, 61.6, 63.4]),
      curve('Laplace', 'laplaceLearning', FEW, [18.5, 32.5, 44.0, 52.2, 57.9]),
      curve(
        'Poisson',
        'poissonLearning',
        [...FEW, 10, 160],
        [60.8, 66.1, 69.6, 71.2, 72.4, 75.2, 80.7],
      ),
      curve('PoissonMBO', 'poissonMbo', FEW, [62.0, 67.2, 70.4, 72.1, 73.1]),
    ],
  },
];

/** The marks to hold a data set's curve against: its own where there are any, else those of the study's digits. */
export const publishedFor = ({ sampleId }: { sampleId?: string }): PublishedBudget =>
  publishedBudgets.find(({ id }) => id === sampleId) ?? publishedBudgets[0];
