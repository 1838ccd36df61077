/**
 * Expected failures are values: they cross a worker boundary whole, and a view can show them.
 * Only bugs throw anything other than {@link ExpectedFailure}.
 */
export type FailureCode =
  | 'badParameter'
  | 'badInput'
  | 'badFile'
  | 'tooLarge'
  | 'notConverged'
  | 'cancelled'
  | 'stoppedEmpty'
  | 'unsupported'
  | 'workerDied'
  | 'bug';

export interface Failure {
  code: FailureCode;
  /** One sentence a person can act on. */
  message: string;
  /** Where: a parameter's name, a file, a row and column. */
  where?: string;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: Failure };

export const success = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const failure = (
  code: FailureCode,
  message: string,
  where?: string,
): { ok: false; error: Failure } => ({
  ok: false,
  error: where === undefined ? { code, message } : { code, message, where },
});

/** Thrown inside an algorithm for something the person can mend; the runner turns it into an {@link Outcome}. */
export class ExpectedFailure extends Error {
  readonly failure: Failure;

  constructor(code: FailureCode, message: string, where?: string) {
    super(message);
    this.name = 'ExpectedFailure';
    this.failure = failure(code, message, where).error;
  }
}

/** Any thrown thing as a {@link Failure}; bugs keep their stack's first line so that a report is useful. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof ExpectedFailure) return thrown.failure;
  if (thrown instanceof Error) {
    return {
      code: 'bug',
      message: `${thrown.name}: ${thrown.message}`,
      where: thrown.stack?.split('\n')[1]?.trim(),
    };
  }
  return { code: 'bug', message: String(thrown) };
}
