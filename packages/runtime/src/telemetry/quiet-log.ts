import type { Clock } from '../clock.js';
import type { Logger } from './logger.js';

const quietMs = 1_000;

/** Tells whichever logger there is now. */
export type QuietLog = (logger: Logger, event: string, error: unknown) => void;

/**
 * Makes a log of failures that come in swarms: at most one line in a second, which says how many had none since the
 * last. A line says what happened and what the error says.
 */
export function quietLog(clock: Clock): QuietLog {
  let quietUntil = -Infinity;
  let unlogged = 0;
  return (logger, event, error) => {
    const now = clock.now();
    if (now < quietUntil) {
      unlogged++;
      return;
    }
    const more = unlogged > 0 ? ` (and ${unlogged} more since the last line)` : '';
    quietUntil = now + quietMs;
    unlogged = 0;
    try {
      logger.warn(`${event}: ${textOf(error)}${more}`);
    } catch {
      // A broken logger must not break the call, nor an error whose causes go in a circle.
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
