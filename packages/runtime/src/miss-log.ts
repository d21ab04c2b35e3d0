import type { Clock } from './clock.js';
import type { Logger } from './logger.js';

const quietMs = 1_000;

/**
 * Tells the logger of misses that were failures: at most one line in a second, which says how many it stands for.
 * A line names the method and the error, never a key or a value.
 */
export class MissLog {
  readonly #name: string;
  readonly #logger: Logger;
  readonly #clock: Clock;
  #quietUntil = -Infinity;
  #unlogged = 0;

  constructor(name: string, logger: Logger, clock: Clock) {
    this.#name = name;
    this.#logger = logger;
    this.#clock = clock;
  }

  /** @param args Of the call that failed: what the line must not contain. */
  write(method: string, error: unknown, args: readonly unknown[]): void {
    const now = this.#clock.now();
    if (now < this.#quietUntil) {
      this.#unlogged++;
      return;
    }
    const more = this.#unlogged > 0 ? ` (and ${this.#unlogged} more since the last line)` : '';
    this.#quietUntil = now + quietMs;
    this.#unlogged = 0;
    try {
      this.#logger.warn(`${this.#name}: ${method} failed, treated as a miss: ${errorText(error, args)}${more}`);
    } catch {
      // A broken logger must not break the call.
    }
  }
}

/** What an error says, without the data in it: Redis and `JSON.parse` quote keys and values in their messages. */
function errorText(error: unknown, args: readonly unknown[]): string {
  if (!(error instanceof Error)) return 'what was thrown is no Error';
  // A refused connection is an AggregateError whose only text is its code.
  const said = error.message || ('code' in error ? String(error.code) : 'no message');
  const unquoted = said.replace(/(?<!\w)["'`].*/s, '…');
  return `${error.name}: ${textsIn(args).reduce((text, data) => text.replaceAll(data, '…'), unquoted)}`;
}

/** The strings in an argument list, the longest first. Shorter than three letters they would match anywhere. */
function textsIn(args: readonly unknown[]): readonly string[] {
  return [...new Set(args.flatMap((value) => strings(value, 3)))]
    .filter((text) => text.length > 2)
    .sort((a, b) => b.length - a.length);
}

/** Values may be deep or circular; arguments that a message quotes are not. */
function strings(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return [value];
  if (depth === 0 || typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => strings(item, depth - 1));
  return Object.entries(value).flatMap(([key, item]) => [key, ...strings(item, depth - 1)]);
}
