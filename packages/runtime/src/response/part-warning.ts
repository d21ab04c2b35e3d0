import { nameOf } from '../error-name.js';

/**
 * Why a part is not as it should be: it threw, it did not answer in time, it was not called since its circuit is open
 * or its bulkhead full, it is switched off, or it is there and out of date.
 */
export type PartReason = 'failed' | 'timed-out' | 'unavailable' | 'switched-off' | 'stale';

/** Tells a user what is missing, and why. Holds nothing of an error. */
export interface PartWarning {
  /** The name of the part. */
  readonly part: string;
  readonly reason: PartReason;
  readonly message: string;
}

const sentences: Readonly<Record<PartReason, string>> = {
  failed: 'could not be loaded',
  'timed-out': 'did not answer in time',
  unavailable: 'is not available for now',
  'switched-off': 'is switched off for now',
  stale: 'may be out of date',
};

/** @param wording Of the user. The default's stands in where it throws. */
export function partWarning(
  part: string,
  reason: PartReason,
  wording?: string | ((reason: PartReason) => string),
): PartWarning {
  const fallback = `${part} ${sentences[reason]}`;
  try {
    return { part, reason, message: (typeof wording === 'function' ? wording(reason) : wording) ?? fallback };
  } catch {
    return { part, reason, message: fallback };
  }
}

/** What became of a part that threw. */
export function reasonOf(error: unknown): PartReason {
  const name = nameOf(error);
  if (name === 'TimeoutError') return 'timed-out';
  return name === 'CircuitOpenError' || name === 'BulkheadFullError' ? 'unavailable' : 'failed';
}
