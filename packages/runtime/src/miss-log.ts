import type { Clock } from './clock.js';
import type { Logger } from './logger.js';

const quietMs = 1_000;

/**
 * Tells the logger of misses that were failures: at most one line in a second, which says how many had none since the
 * last. A line names the method and the error, without what the error quotes: keys and values.
 */
export function missLog(cache: string, logger: Logger, clock: Clock): (method: string, error: unknown) => void {
  let quietUntil = -Infinity;
  let unlogged = 0;
  return (method, error) => {
    const now = clock.now();
    if (now < quietUntil) {
      unlogged++;
      return;
    }
    const more = unlogged > 0 ? ` (and ${unlogged} more since the last line)` : '';
    quietUntil = now + quietMs;
    unlogged = 0;
    try {
      logger.warn(`${cache}: ${method} failed, treated as a miss: ${textOf(error)}${more}`);
    } catch {
      // A broken logger must not break the call.
    }
  };
}

/** What an error says, without what it quotes: Redis and `JSON.parse` quote keys and values in their messages. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return 'a value that is no Error';
  // A refused connection is an AggregateError whose only text is its code.
  const said = error.message || ('code' in error ? String(error.code) : 'no message');
  const cause = error.cause === undefined ? '' : `, caused by ${textOf(error.cause)}`;
  return `${error.name}: ${said.replace(/(?<!\w)["'`].*/s, '…')}${cause}`;
}
