/**
 * Every telemetry channel of the runtime, named `failsoft:<concept>:<event>`.
 *
 * They are channels of Node's `diagnostics_channel` (Bun and Deno have it too), reached without an import of a
 * `node:` module; on a host that has none, publishing does nothing. A subscriber that throws is an uncaught exception
 * of the process, as for every such channel; the call that published goes on.
 */

/** Published on `failsoft:timeout:timed-out`. */
export interface TimedOutMessage {
  /** The `name` that the call was given. */
  readonly name: string | undefined;
  readonly timeoutMs: number;
}

/** Published on `failsoft:cache:miss-on-error`, once for each call that became a miss. */
export interface CacheMissOnErrorMessage {
  /** The `name` of the soft cache. */
  readonly name: string;
  /** The client's method that failed or hung: `get`. */
  readonly method: string;
  /** Why, as it was thrown. Some libraries put keys and values into their errors. */
  readonly error: unknown;
}

export interface Channel<Message> {
  publish(message: Message): void;
}

/** A call was given up because its time was up. */
export const timedOut: Channel<TimedOutMessage> = /* @__PURE__ */ channel('timeout:timed-out');

/** A cache failed or hung, and the caller was told of a miss. */
export const cacheMissOnError: Channel<CacheMissOnErrorMessage> = /* @__PURE__ */ channel('cache:miss-on-error');

/** The host is asked at each message: importing this module does nothing, and channels are for rare events. */
function channel<Message>(event: string): Channel<Message> {
  return {
    publish(message) {
      const diagnostics = globalThis.process?.getBuiltinModule?.('node:diagnostics_channel');
      diagnostics?.channel(`failsoft:${event}`).publish(message);
    },
  };
}
