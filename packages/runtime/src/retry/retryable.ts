import { statusOf, verdictOf, type Outcome } from '../circuit-breaker/verdict.js';
import { isObject, read } from '../shapes.js';

/** Request Timeout and Too Early say "not now" though they are 4xx. */
const temporary: readonly unknown[] = [408, 425];

/** Not Implemented and HTTP Version Not Supported stay what they are though they are 5xx. */
const lasting: readonly unknown[] = [501, 505];

/** Whether the same call may turn out better: what a circuit breaker counts as a failure, and what is temporary. */
export function isRetryable(outcome: Outcome): boolean {
  const verdict = verdictOf(outcome);
  if (verdict === 'ignored') return isTemporary(outcome);
  return verdict && !lasting.includes(statusOf(outcome.error ?? outcome.value));
}

/** Whether a 4xx says "not now". `$retryable` is the mark of the AWS SDK, also for a throttling with 400. */
function isTemporary({ error, value }: Outcome): boolean {
  return temporary.includes(statusOf(error ?? value)) || isObject(read(error, '$retryable'));
}

/**
 * Whether a call was not answered, or with "not now": any other 4xx is an answer, and must not be hidden by something that
 * stands in. An abort is none, of which nobody knows whose it was.
 */
export function isOutage(outcome: Outcome): boolean {
  const verdict = verdictOf(outcome);
  if (verdict !== 'ignored') return verdict;
  return isTemporary(outcome) || ('error' in outcome && statusOf(outcome.error) === undefined);
}
