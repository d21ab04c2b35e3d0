/** What waits for the abort of a signal. */
const waiting = /* @__PURE__ */ new WeakMap<AbortSignal, Waiters>();

interface Waiters {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

/**
 * Calls `callback` when `signal` aborts.
 *
 * A signal gets one listener however many wait for it, and has none when nobody does: many calls may share the signal
 * of a request or of a shutdown, where Node warns of a leak at the eleventh listener, and takes a time that is
 * quadratic in their number to add them.
 *
 * @param signal One that has not aborted yet.
 * @returns A function that stops waiting; calling it late or twice does nothing.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const { callbacks, listener } = waiting.get(signal) ?? listenTo(signal);
  callbacks.add(callback);
  return () => {
    if (!callbacks.delete(callback) || callbacks.size > 0) return;
    waiting.delete(signal);
    signal.removeEventListener('abort', listener);
  };
}

function listenTo(signal: AbortSignal): Waiters {
  const callbacks = new Set<() => void>();
  const listener = (): void => callbacks.forEach((callback) => callback());
  const waiters = { callbacks, listener };
  waiting.set(signal, waiters);
  signal.addEventListener('abort', listener);
  return waiters;
}
