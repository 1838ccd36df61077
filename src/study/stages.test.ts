import { expect, it } from 'vitest';
import { experiments } from './experiments';
import { stages } from './stages';

it('has every experiment in one stage, in the study’s order', () => {
  expect(stages.flatMap((stage) => stage.experiments)).toEqual(experiments);
});
