import type { ImageShape } from '../core/method';

/** A built-in data set: bundled files, read like any other. */
export interface Sample {
  id: string;
  title: string;
  description: string;
  licence: string;
  source: string;
  /** Images and columns of the training file, for the card. */
  rows: number;
  shape: ImageShape;
  /** Full addresses, from the page's own. */
  preview: string;
  train: string;
  test?: string;
  /** What the numeric labels mean, in their order. */
  classNames?: readonly string[];
}

// A worker, and a test, has no document: there the addresses are of no use, but the list is.
const { document: page } = globalThis as { document?: { baseURI: string } };

const file = (name: string): string =>
  new URL(`samples/${name}`, page?.baseURI ?? 'http://localhost/').href;

export const samples: readonly Sample[] = [
  {
    id: 'digits',
    title: 'Digits 8×8',
    description: '1,797 handwritten digits of 8×8 pixels: every experiment in a minute or two.',
    licence: 'CC BY 4.0',
    source: 'https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits',
    rows: 1797,
    shape: { height: 8, width: 8, channels: 1 },
    preview: file('digits-preview.png'),
    train: file('digits.csv.gz'),
  },
  {
    id: 'fashion-mnist',
    title: 'Fashion-MNIST',
    description: '10,000 pictures of clothes of 28×28 pixels: 8,000 to train on, 2,000 to test on.',
    licence: 'MIT',
    source: 'https://github.com/zalandoresearch/fashion-mnist',
    rows: 8000,
    shape: { height: 28, width: 28, channels: 1 },
    preview: file('fashion-mnist-preview.png'),
    train: file('fashion-mnist-train.csv.gz'),
    test: file('fashion-mnist-test.csv.gz'),
    classNames: [
      'T-shirt/top',
      'Trouser',
      'Pullover',
      'Dress',
      'Coat',
      'Sandal',
      'Shirt',
      'Sneaker',
      'Bag',
      'Ankle boot',
    ],
  },
];

export const sampleById = (id: string): Sample | undefined =>
  samples.find((sample) => sample.id === id);
