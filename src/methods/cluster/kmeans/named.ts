import type { Signal, Task } from '../../../core/task';

/** Passes a task's progress on under one stage's name, and remembers whether a stop came. */
export function* named<R>(task: Task<R>, stage: string): Task<{ result: R; signal: Signal }> {
  let [last, next]: Signal[] = ['go', 'go'];
  try {
    for (;;) {
      const step = task.next(next);
      if (step.done) return { result: step.value, signal: last };
      next = yield { ...step.value, stage };
      if (next === 'stop') last = 'stop';
    }
  } finally {
    task.return(undefined as R);
  }
}
