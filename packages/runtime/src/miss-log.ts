import type { Clock } from './clock.js';
import type { Logger } from './logger.js';

const quietMs = 1_000;

/**
 * Tells the logger of misses that were failures: at most one line in a second, which says how many had none since the
 * last. A line names the method and the error, without what the error quotes: keys and values.
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

  write(method: string, error: unknown): void {
    const now = this.#clock.now();
    if (now < this.#quietUntil) {
      this.#unlogged++;
      return;
    }
    const more = this.#unlogged > 0 ? ` (and ${this.#unlogged} more since the last line)` : '';
    this.#quietUntil = now + quietMs;
    this.#unlogged = 0;
    try {
      this.#logger.warn(`${this.#name}: ${method} failed, treated as a miss: ${textOf(error)}${more}`);
    } catch {
      // A broken logger must not break the call.
    }
  }
}

/** What an error says, without what it quotes: Redis and `JSON.parse` quote keys and values in their messages. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return 'what was thrown is no Error';
  // A refused connection is an AggregateError whose only text is its code.
  const said = error.message || ('code' in error ? String(error.code) : 'no message');
  const cause = error.cause === undefined ? '' : `, caused by ${textOf(error.cause)}`;
  return `${error.name}: ${said.replace(/(?<!\w)["'`].*/s, '…')}${cause}`;
}
