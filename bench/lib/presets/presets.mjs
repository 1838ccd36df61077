// What the network's presets are asked to reach: on which data, by how many labels, beside what.

/**
 * @typedef {object} PresetRun
 * @property {string} key
 * @property {string} title
 * @property {'given' | 'fashion'} data the table of the command, or the built-in pictures of things
 * @property {string} preset as the page knows it
 * @property {number} [labelled] so many rows have a label, drawn from seed 42; the others are only predicted
 * @property {number} [target] accuracy that is wanted: on the validation rows, or on the rows without a label
 * @property {boolean} [reference] PyTorch trains the same network for as many epochs
 */

/** @type {PresetRun[]} */
export const presetRuns = [
  { key: 'study', title: 'Study, 10 epochs', data: 'given', preset: 'study', reference: true },
  { key: 'writing', title: 'Writing', data: 'given', preset: 'strong', target: 0.995 },
  {
    key: 'writing4200',
    title: 'Writing, 4,200 labels',
    data: 'given',
    preset: 'strong',
    labelled: 4200,
    target: 0.98,
  },
  {
    key: 'things',
    title: 'Things, Fashion-MNIST',
    data: 'fashion',
    preset: 'things',
    target: 0.91,
  },
];

export const presetKeys = presetRuns.map(({ key }) => key);
