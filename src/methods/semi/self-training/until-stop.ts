import type { AsyncTask, Progress, Task } from '../../../core/task';

/** Thrown through work that was under way when the person pressed Stop: what was whole before is kept by the caller. */
export class Stopped extends Error {
  override name = 'Stopped';
}

/** A task whose half-done result is of no use: at Stop it is given up. @throws Stopped */
export async function* untilStop<Result>(
  task: Task<Result> | AsyncTask<Result>,
): AsyncTask<Result> {
  try {
    for (;;) {
      const step: IteratorResult<Progress, Result> = await task.next('go');
      if (step.done) return step.value;
      if ((yield step.value) === 'stop') throw new Stopped();
    }
  } finally {
    await task.return(undefined as Result);
  }
}
