/** A built-in data set: bundled files, read like any other. */
export interface Sample {
  id: string;
  title: string;
  description: string;
  licence: string;
  source: string;
  /** Addresses relative to the page. */
  preview: string;
  train: string;
  test?: string;
  /** What the numeric labels mean, in their order. */
  classNames?: readonly string[];
}

const file = (name: string): string =>
  new URL(`samples/${name}`, globalThis.document?.baseURI ?? 'http://localhost/').href;

export const samples: readonly Sample[] = [
  {
    id: 'digits',
    title: 'Digits 8×8',
    description: '1,797 handwritten digits of 8×8 pixels: every experiment in a minute or two.',
    licence: 'CC BY 4.0',
    source: 'https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits',
    preview: file('digits-preview.png'),
    train: file('digits.csv.gz'),
  },
  {
    id: 'fashion-mnist',
    title: 'Fashion-MNIST',
    description: '10,000 pictures of clothes of 28×28 pixels: 8,000 to train on, 2,000 to test on.',
    licence: 'MIT',
    source: 'https://github.com/zalandoresearch/fashion-mnist',
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
