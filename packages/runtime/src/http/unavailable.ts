import { nameOf } from '../error-name.js';
import { duration, requireOptions } from '../options.js';
import { read } from '../shapes.js';

/** How a client is told to come back. */
export interface UnavailableOptions {
  /**
   * When a client may try again, where the error does not say: up to half as much more, by chance, so that not all of
   * them come back at once.
   *
   * @default 5_000
   */
  readonly retryAfterMs?: number | undefined;
}

/** An answer of HTTP. Holds nothing of the error: neither which dependency it is nor what it said. */
export interface Unavailable {
  readonly status: 503;
  readonly headers: Readonly<Record<string, string>>;
  /** As of RFC 9457, `application/problem+json`. */
  readonly body: { readonly title: string; readonly status: 503; readonly detail: string };
}

/** Names, since an error may come from another copy of this package; `AbortSignal.timeout` has a TimeoutError too. */
const ownErrors: readonly unknown[] = ['CircuitOpenError', 'BulkheadFullError', 'TimeoutError'];

/**
 * What to answer a client whose request failed because a dependency is left alone, overloaded, or did not answer in
 * time: 503, with a Retry-After.
 *
 * @param error What was thrown, or what has that as its `cause`.
 * @returns `undefined` for any other error.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example
 * ```ts
 * import { withTimeout } from '@failsoft/runtime';
 * import { unavailable } from '@failsoft/runtime/http';
 * import assert from 'node:assert/strict';
 *
 * const error = await withTimeout(() => new Promise(() => {}), { timeoutMs: 10, name: 'stock' }).catch((reason: unknown) => reason);
 *
 * assert.equal(unavailable(error)?.status, 503);
 * assert.match(unavailable(error)?.headers['retry-after'] ?? '', /^[5-8]$/);
 * assert.equal(unavailable(new Error('a bug')), undefined);
 * ```
 */
export function unavailable(error: unknown, options: UnavailableOptions = {}): Unavailable | undefined {
  requireOptions('Cannot answer with 503', options, {}, { retryAfterMs: duration });
  const cause = ownErrorIn(error);
  if (cause === undefined) return undefined;
  const seconds = secondsUntilRetry(cause, options.retryAfterMs ?? 5_000);
  const when = seconds === undefined ? 'Try again later.' : `Try again in ${seconds} s.`;
  return {
    status: 503,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(seconds === undefined ? {} : { 'retry-after': String(seconds) }),
    },
    body: { title: 'Service Unavailable', status: 503, detail: `Something that this needs is not available for now. ${when}` },
  };
}

function ownErrorIn(error: unknown, depth = 10): unknown {
  if (error === undefined || depth === 0) return undefined;
  return ownErrors.includes(nameOf(error)) ? error : ownErrorIn(read(error, 'cause'), depth - 1);
}

/** `undefined` for a circuit that is isolated by hand: nobody knows. */
function secondsUntilRetry(error: unknown, otherwiseMs: number): number | undefined {
  const said = read(error, 'retryAfterMs');
  const ms = (typeof said === 'number' ? said : otherwiseMs) * (1 + Math.random() / 2);
  return ms < Infinity ? Math.max(1, Math.ceil(ms / 1_000)) : undefined;
}
