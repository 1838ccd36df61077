import type { Experiment } from './experiment';
import { experiments } from './experiments';

/** A part of the study's way, and what it asks. */
export interface Stage {
  title: string;
  question: string;
  experiments: readonly Experiment[];
}

const stage = (title: string, question: string, first: number, last: number): Stage => ({
  title,
  question,
  experiments: experiments.filter(({ number }) => number >= first && number <= last),
});

/** The experiments as a tour: what is known after each part leads to the next. */
export const stages: readonly Stage[] = [
  stage('Know the data', 'Before any method: what is in the files, and what is an image?', 1, 3),
  stage(
    'Draw it',
    'Hundreds of numbers an image become two or three. Which picture keeps images together that look alike?',
    4,
    6,
  ),
  stage('Without labels', 'What can be found when nobody has named a single image?', 7, 7),
  stage(
    'With all labels',
    'How good is a network that is told nearly every label, and what has it learned to see?',
    8,
    10,
  ),
  stage(
    'With few labels',
    'How near does one come to that when most images have no label and take their neighbours’?',
    11,
    12,
  ),
];
