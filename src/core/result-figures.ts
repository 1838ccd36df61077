import type { RunResult } from './run';

/** Every named scalar of a result: the model's own and those of its scoring. */
export function figuresOf(result: RunResult): Record<string, number> {
  const model = result.value.kind === 'model' ? result.value.model : undefined;
  const scores = Object.entries(result.evaluation ?? {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return {
    ...Object.fromEntries(scores),
    ...model?.figures,
    ...(model?.nIter === undefined ? {} : { nIter: model.nIter }),
  };
}
