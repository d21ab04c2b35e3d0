import { hasMethods } from './shapes.js';

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

/** Every telemetry channel of the runtime, named `<concept>:<event>`, and what is published on it. */
interface Messages {
  readonly 'timeout:timed-out': TimedOutMessage;
  readonly 'cache:miss-on-error': CacheMissOnErrorMessage;
  readonly 'circuit-breaker:state-changed': CircuitStateChangedMessage;
  readonly 'circuit-breaker:rejected': CircuitRejectedMessage;
  readonly 'bulkhead:rejected': BulkheadRejectedMessage;
}

/**
 * Publishes on the channel `failsoft:<concept>:<event>` of Node's `diagnostics_channel` (Bun and Deno have it too),
 * which is reached without an import of a `node:` module; on a host that has none, nothing happens.
 *
 * A subscriber that throws is an uncaught exception of the process, as on every such channel; the call goes on.
 */
export function publish<Event extends keyof Messages>(event: Event, message: Messages[Event]): void {
  // Looked up at the first message: importing this module then does nothing.
  const channel = channels.get(event) ?? channelOf(event);
  if (hasMethods(channel, 'publish')) channel.publish(message);
}

const channels = /* @__PURE__ */ new Map<string, unknown>();

function channelOf(event: string): unknown {
  const process: unknown = Reflect.get(globalThis, 'process');
  const diagnostics = hasMethods(process, 'getBuiltinModule') && process.getBuiltinModule('node:diagnostics_channel');
  const channel = hasMethods(diagnostics, 'channel') && diagnostics.channel(`failsoft:${event}`);
  channels.set(event, channel);
  return channel;
}
