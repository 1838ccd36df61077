import { expect, it } from 'vitest';
import { submissionCsv } from './submission';

const labels = Int32Array.of(1, 0, 1);

it('numbers images from 1 and names classes', () => {
  expect(submissionCsv(labels, ['cat', 'dog'])).toBe('ImageId,Label\n1,dog\n2,cat\n3,dog\n');
});

it('says how sure each label is when asked', () => {
  const csv = submissionCsv(labels, ['cat', 'dog'], (row) => 1 / (row + 1));
  expect(csv.split('\n').slice(0, 3)).toEqual([
    'ImageId,Label,Confidence',
    '1,dog,1.000000',
    '2,cat,0.500000',
  ]);
});

it('quotes names that would break a line of CSV', () => {
  expect(submissionCsv(Int32Array.of(0), ['a "b", c'])).toContain('1,"a ""b"", c"');
});
