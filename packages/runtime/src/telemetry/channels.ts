import type { PartReason } from '../response/part-warning.js';
import { hasMethods, read, type Method } from '../shapes.js';

/** Published on `failsoft:timeout:timed-out`: a call was given up because its time was up. */
export interface TimedOutMessage {
  /** The `name` that the call was given. */
  readonly name: string | undefined;
  readonly timeoutMs: number;
}

/** Published on `failsoft:cache:miss-on-error`: a cache failed or hung, and the caller was told of a miss. */
export interface CacheMissOnErrorMessage {
  /** The `name` of the soft cache. */
  readonly name: string;
  /** The client's method that failed or hung: `get`. */
  readonly method: string;
  /** Why, as it was thrown. Some libraries put keys and values into their errors. */
  readonly error: unknown;
}

/** The state of a circuit breaker, as of its last call. */
export type CircuitState = 'closed' | 'open' | 'half-open' | 'isolated';

/** Published on `failsoft:circuit-breaker:state-changed`. */
export interface CircuitStateChangedMessage {
  /** The name of the circuit breaker. */
  readonly name: string;
  readonly from: CircuitState;
  readonly to: CircuitState;
  /** What was last thrown by a call that failed; `undefined` when failures were answered or the circuit is closed. */
  readonly error: unknown;
}

/** Published on `failsoft:circuit-breaker:rejected`: a call was not made, since the circuit is open. */
export interface CircuitRejectedMessage {
  /** The name of the circuit breaker. */
  readonly name: string;
  /** As of the `CircuitOpenError`. */
  readonly retryAfterMs: number;
}

/** Published on `failsoft:bulkhead:rejected`: a call was not made, since the bulkhead is full. */
export interface BulkheadRejectedMessage {
  /** The name of the bulkhead. */
  readonly name: string;
  readonly running: number;
  readonly queued: number;
}

/** Published on `failsoft:retry:scheduled`: a call that failed will be made again. */
export interface RetryScheduledMessage {
  /** The `name` that the call was given. */
  readonly name: string | undefined;
  /** Which attempt it will be: 2 for the first retry. */
  readonly attempt: number;
  /** In how many milliseconds. */
  readonly delayMs: number;
  /** What was thrown; `undefined` when the failure was answered. */
  readonly error: unknown;
}

/** Published on `failsoft:retry:budget-exhausted`: a call was not made again, or not hedged, since too many were. */
export interface RetryBudgetExhaustedMessage {
  /** The `name` that the call was given. */
  readonly name: string | undefined;
  /** What was thrown; `undefined` when the failure was answered, and for a hedge that no failure called for. */
  readonly error: unknown;
}

/** Published on `failsoft:response:part-missing`: a partial response goes without one of its parts. */
export interface PartMissingMessage {
  /** The `name` of the response. */
  readonly name: string;
  readonly part: string;
  readonly reason: PartReason;
  /** Why, as it was thrown. */
  readonly error: unknown;
}

/** Published on `failsoft:hedge:started`: a call was made once more while the first is still under way, or since it failed. */
export interface HedgeStartedMessage {
  /** The `name` that the call was given. */
  readonly name: string | undefined;
  /** Which attempt it is: 2 for the first hedge. */
  readonly attempt: number;
}

/** Published on `failsoft:hedge:won`: another attempt than the first has answered. */
export interface HedgeWonMessage {
  /** The `name` that the call was given. */
  readonly name: string | undefined;
  /** Which attempt it was. */
  readonly attempt: number;
}

/** Published on `failsoft:fallback:source-failed`: the next source is asked, if there is one. */
export interface FallbackSourceFailedMessage {
  /** The `name` of the chain. */
  readonly name: string | undefined;
  readonly source: string;
  /** What was thrown, or what stands for an answer that is a failure. */
  readonly error: unknown;
}

/** Published on `failsoft:fallback:used`: the answer is not from the first source. */
export interface FallbackUsedMessage {
  /** The `name` of the chain. */
  readonly name: string | undefined;
  readonly source: string;
  readonly stale: boolean;
  /** Whether the source was asked first, to exercise it. */
  readonly exercised: boolean;
}

/** Published on `failsoft:health:level-changed`. */
export interface HealthLevelChangedMessage {
  /** The `name` of the service. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Whether the new level is forced. */
  readonly byHand: boolean;
}

/** Published on `failsoft:cache:stale-on-error`: a load failed, and the caller was given what is out of date. */
export interface CacheStaleOnErrorMessage {
  /** The `name` of the cache. */
  readonly name: string;
  /** How long ago the answer was loaded. */
  readonly ageMs: number;
  /** Why the load failed, as it was thrown. */
  readonly error: unknown;
}

/** Published on `failsoft:queue:rejected`: an item was not queued for later, so it is lost unless its caller keeps it. */
export interface QueueRejectedMessage {
  /** The name of the queue. */
  readonly name: string;
  /** The name of the item. */
  readonly item: string;
  readonly idempotencyKey: string;
  readonly reason: 'full' | 'too-large' | 'failed' | 'timed-out';
  /** Why the queue failed, as it was thrown; `undefined` when it did not. */
  readonly error: unknown;
}

/** Published on `failsoft:queue:completed`: an item is done. */
export interface QueueCompletedMessage {
  /** The name of the queue. */
  readonly name: string;
  /** The name of the item. */
  readonly item: string;
  readonly attempt: number;
  /** How long ago it was queued. */
  readonly ageMs: number;
}

/** Published on `failsoft:queue:attempt-failed`: an item will be tried again. */
export interface QueueAttemptFailedMessage {
  /** The name of the queue. */
  readonly name: string;
  /** The name of the item. */
  readonly item: string;
  readonly idempotencyKey: string;
  readonly attempt: number;
  /** In how many milliseconds it is due. */
  readonly delayMs: number;
  /** Why, as it was thrown. */
  readonly error: unknown;
}

/** Published on `failsoft:queue:dead`: an item is not tried any more. It stays in the queue's dead items. */
export interface QueueDeadMessage {
  /** The name of the queue. */
  readonly name: string;
  /** The name of the item. */
  readonly item: string;
  readonly idempotencyKey: string;
  readonly attempt: number;
  readonly reason: string;
  /** What its handler threw, if that is why. */
  readonly error: unknown;
}

/** Published on `failsoft:queue:store-failed`: the queue itself failed or hung while it was drained. */
export interface QueueStoreFailedMessage {
  /** The name of the queue. */
  readonly name: string;
  /** What it did not do. */
  readonly operation: 'reserve' | 'complete' | 'release' | 'bury';
  /** Why, as it was thrown. */
  readonly error: unknown;
}

/** Every telemetry channel of the runtime, named `<concept>:<event>`, and what is published on it. */
export interface Messages {
  readonly 'queue:rejected': QueueRejectedMessage;
  readonly 'queue:completed': QueueCompletedMessage;
  readonly 'queue:attempt-failed': QueueAttemptFailedMessage;
  readonly 'queue:dead': QueueDeadMessage;
  readonly 'queue:store-failed': QueueStoreFailedMessage;
  readonly 'retry:scheduled': RetryScheduledMessage;
  readonly 'retry:budget-exhausted': RetryBudgetExhaustedMessage;
  readonly 'hedge:started': HedgeStartedMessage;
  readonly 'hedge:won': HedgeWonMessage;
  readonly 'fallback:source-failed': FallbackSourceFailedMessage;
  readonly 'fallback:used': FallbackUsedMessage;
  readonly 'timeout:timed-out': TimedOutMessage;
  readonly 'cache:miss-on-error': CacheMissOnErrorMessage;
  readonly 'circuit-breaker:state-changed': CircuitStateChangedMessage;
  readonly 'circuit-breaker:rejected': CircuitRejectedMessage;
  readonly 'bulkhead:rejected': BulkheadRejectedMessage;
  readonly 'response:part-missing': PartMissingMessage;
  readonly 'health:level-changed': HealthLevelChangedMessage;
  readonly 'cache:stale-on-error': CacheStaleOnErrorMessage;
}

/**
 * Publishes on the channel `failsoft:<concept>:<event>` of Node's `diagnostics_channel` (Bun and Deno have it too),
 * which is reached without an import of a `node:` module; on a host that has none, nothing happens.
 *
 * A subscriber that throws is an uncaught exception of the process, as on every such channel; the call goes on.
 */
export function publish<Event extends keyof Messages>(event: Event, message: Messages[Event]): void {
  channelOf(event)?.publish(message);
}

/** Whether anybody is told of what is published. */
export function isObserved(event: keyof Messages): boolean {
  return read(channelOf(event), 'hasSubscribers') === true;
}

/**
 * Calls `listener` with what is published, at once and in the context of whoever publishes it.
 *
 * @returns A function that stops it.
 */
export function subscribe<Event extends keyof Messages>(event: Event, listener: (message: Messages[Event]) => void): () => void {
  const channel = channelOf(event);
  if (!hasMethods(channel, 'subscribe', 'unsubscribe')) return () => undefined;
  channel.subscribe(listener);
  return () => channel.unsubscribe(listener);
}

type Channel = Record<'publish', Method>;

const channels = /* @__PURE__ */ new Map<string, Channel>();

/** Looked up at the first message: importing this module then does nothing. */
function channelOf(event: string): Channel | undefined {
  const known = channels.get(event);
  if (known !== undefined) return known;
  const process: unknown = Reflect.get(globalThis, 'process');
  const diagnostics = hasMethods(process, 'getBuiltinModule') && process.getBuiltinModule('node:diagnostics_channel');
  const channel = hasMethods(diagnostics, 'channel') && diagnostics.channel(`failsoft:${event}`);
  if (!hasMethods(channel, 'publish')) return undefined;
  channels.set(event, channel);
  return channel;
}
