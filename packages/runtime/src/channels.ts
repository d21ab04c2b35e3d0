/**
 * Every telemetry channel of the runtime, named `failsoft:<concept>:<event>`.
 *
 * They are channels of Node's `diagnostics_channel` (Bun and Deno have it too), reached without an import of a
 * `node:` module; on a host that has none, publishing does nothing.
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
export const timedOut: Channel<TimedOutMessage> = /* @__PURE__ */ channel('failsoft:timeout:timed-out');

/** A cache failed or hung, and the caller was told of a miss. */
export const cacheMissOnError: Channel<CacheMissOnErrorMessage> = /* @__PURE__ */ channel(
  'failsoft:cache:miss-on-error',
);

/** The host is asked at the first message: importing this module does nothing. */
function channel<Message>(name: string): Channel<Message> {
  let publishOnHost: ((message: Message) => void) | undefined;
  return {
    publish(message) {
      publishOnHost ??= publisherOnHost(name);
      publishOnHost(message);
    },
  };
}

function publisherOnHost(name: string): (message: unknown) => void {
  const process: unknown = Reflect.get(globalThis, 'process');
  const diagnostics = takes(process, 'getBuiltinModule') && process.getBuiltinModule('node:diagnostics_channel');
  const hostChannel = takes(diagnostics, 'channel') && diagnostics.channel(name);
  return takes(hostChannel, 'publish') ? (message) => hostChannel.publish(message) : () => {};
}

/** Whether `value` has a method `name`. The types of the host are not to be relied on: there may be none. */
function takes<Name extends string>(value: unknown, name: Name): value is Record<Name, (argument: unknown) => unknown> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function';
}
