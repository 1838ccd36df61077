import { ExpectedFailure } from '../../../core/failure';
import type { Task } from '../../../core/task';

/** Runs a task whose halves are worth nothing: Stop ends it with these words and no result. */
export function* allOrNothing<Result>(task: Task<Result>, message: string): Task<Result> {
  try {
    for (;;) {
      const step = task.next('go');
      if (step.done) return step.value;
      if ((yield step.value) === 'stop') throw new ExpectedFailure('stoppedEmpty', message);
    }
  } finally {
    task.return(undefined as Result);
  }
}
