import type { Clock } from '../clock.js';
import { nameOf } from '../error-name.js';
import { read } from '../shapes.js';
import { withTimeout } from '../timeout/timeout.js';
import type { LaterHandler } from './drain.js';
import type { ReservedItem } from './later-queue.js';

/** How long an item is tried. */
export interface AttemptLimits {
  readonly attempts: number;
  readonly maxAgeMs: number;
  readonly timeoutMs: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
}

/** What came of an attempt, and what is to be done with the item. */
export type AttemptOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly delayMs: number; readonly error: unknown }
  /** Nothing that was called has failed: there is no handler, or the drain was stopped. */
  | { readonly kind: 'put-back'; readonly delayMs: number; readonly error: unknown }
  | { readonly kind: 'dead'; readonly why: string; readonly error: unknown };

/** Makes one attempt of an item, unless it is beyond its limits. Never rejects. */
export async function attemptItem(
  item: ReservedItem,
  handlers: Readonly<Record<string, LaterHandler>>,
  limits: AttemptLimits,
  stopSignal: AbortSignal,
  clock: Clock,
): Promise<AttemptOutcome> {
  const { attempt, ageMs, idempotencyKey } = item;
  // One that takes its process down with it is never given back: it would be tried for ever.
  if (attempt > limits.attempts) return dead(`its process ended, or lost its lease, in the last of ${limits.attempts} attempts`);
  if (ageMs > limits.maxAgeMs) return dead(`it is older than maxAgeMs (${limits.maxAgeMs})`);
  const handler = Object.hasOwn(handlers, item.name) ? handlers[item.name] : undefined;
  if (handler === undefined) {
    const error = new Error(`There is no handler of ${item.name}`);
    return afterFailure('put-back', item, limits, error);
  }
  const payload = parsed(item.payload);
  if (payload === undefined) return dead('its payload is no JSON');
  try {
    const { timeoutMs } = limits;
    await withTimeout(({ signal }) => handler(payload.value, { idempotencyKey, attempt, ageMs, signal }), {
      timeoutMs, name: item.name, signal: stopSignal, clock,
    });
    return { kind: 'done' };
  } catch (error) {
    if (stopSignal.aborted) return { kind: 'put-back', delayMs: 0, error };
    if (nameOf(error) === 'UnrecoverableError') return dead('its handler gave it up', error);
    return afterFailure('failed', item, limits, error);
  }
}

function afterFailure(kind: 'failed' | 'put-back', item: ReservedItem, limits: AttemptLimits, error: unknown): AttemptOutcome {
  if (item.attempt >= limits.attempts) return dead(`attempt ${item.attempt} of ${limits.attempts} failed`, error);
  const backOffMs = Math.min(limits.maxDelayMs, limits.baseDelayMs * 2 ** (item.attempt - 1));
  // At random, so that what failed together does not come back together.
  return { kind, error, delayMs: Math.max(backOffMs * (0.5 + Math.random() / 2), retryAfterMs(error)) };
}

/** What an open circuit, among others, says. */
function retryAfterMs(error: unknown): number {
  const retryAfter = read(error, 'retryAfterMs');
  return typeof retryAfter === 'number' && Number.isFinite(retryAfter) ? retryAfter : 0;
}

function parsed(json: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(json) };
  } catch {
    return undefined;
  }
}

function dead(why: string, error?: unknown): AttemptOutcome {
  return { kind: 'dead', why, error };
}
