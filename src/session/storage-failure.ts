import { failure, toFailure, type Failure } from '../core/failure';

const BLOCKED = new Set(['InvalidStateError', 'SecurityError', 'NotFoundError', 'UnknownError']);

/** Why a browser did not keep something, in words a person can act on. */
export function storageFailure(thrown: unknown): Failure {
  const name = thrown instanceof DOMException ? thrown.name : '';
  const missing = globalThis.indexedDB === undefined;
  if (name === 'QuotaExceededError') {
    return failure(
      'tooLarge',
      'This browser has no more room for Fewlabels, so the session is not kept from here on. Save it as a file, or delete earlier sessions on the Data page.',
      'storage',
    ).error;
  }
  if (missing || BLOCKED.has(name)) {
    return failure(
      'unsupported',
      'This browser keeps nothing for this page (a private window, or storage is blocked): a reload loses the session. Save it as a file before you leave.',
      'storage',
    ).error;
  }
  return toFailure(thrown);
}
