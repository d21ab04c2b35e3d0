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

/** Every telemetry channel of the runtime, named `<concept>:<event>`, and what is published on it. */
interface Messages {
  readonly 'timeout:timed-out': TimedOutMessage;
  readonly 'cache:miss-on-error': CacheMissOnErrorMessage;
}

/**
 * Publishes on the channel `failsoft:<concept>:<event>` of Node's `diagnostics_channel` (Bun and Deno have it too),
 * which is reached without an import of a `node:` module; on a host that has none, nothing happens.
 *
 * A subscriber that throws is an uncaught exception of the process, as on every such channel; the call goes on.
 */
export function publish<Event extends keyof Messages>(event: Event, message: Messages[Event]): void {
  // Looked up at each message, since these are rare: importing this module then does nothing.
  const process: unknown = Reflect.get(globalThis, 'process');
  const diagnostics = hasMethods(process, 'getBuiltinModule') && process.getBuiltinModule('node:diagnostics_channel');
  const channel = hasMethods(diagnostics, 'channel') && diagnostics.channel(`failsoft:${event}`);
  if (hasMethods(channel, 'publish')) channel.publish(message);
}
