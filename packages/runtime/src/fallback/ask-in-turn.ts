import { statusOf, type Outcome } from '../circuit-breaker/verdict.js';
import { systemClock } from '../clock.js';
import { discard } from '../discard.js';
import type { FallbackAnswer, FallbackChainOptions, FallbackSource } from './fallback-chain.js';
import { FallbackError, type SourceFailure } from './fallback-error.js';
import { RecentMap } from '../recent-map.js';
import { isOutage } from '../retry/retryable.js';
import { publish } from '../telemetry/channels.js';
import { consoleLogger } from '../telemetry/logger.js';
import { quietLog } from '../telemetry/quiet-log.js';

/** How calls fall back; that the next source is to be asked is decided by whoever calls. */
type Telling = Pick<FallbackChainOptions, 'name' | 'signal' | 'logger'>;

/**
 * Asks one source after the other until one answers.
 *
 * @param primary The one that the caller wants the answer of, which may not be the first.
 * @param isPassedOver Whether the next source is asked when one has ended like this.
 */
export async function askInTurn<Value>(
  sources: readonly FallbackSource<Value>[],
  options: Telling,
  primary = sources[0],
  isPassedOver = isNoAnswer,
): Promise<FallbackAnswer<Awaited<Value>>> {
  const { name, signal } = options;
  const failures: SourceFailure[] = [];
  for (const [index, source] of sources.entries()) {
    const next = sources[index + 1];
    const outcome = await outcomeOf(source);
    const goesOn = isPassedOver(outcome, source === primary);
    const isThrown = 'error' in outcome;
    if (isThrown || goesOn) {
      if (signal?.aborted) throw signal.reason;
      const failure = { source: source.name, error: isThrown ? outcome.error : unaccepted(outcome.value) };
      failures.push(failure);
      if (goesOn) tell(failure, next, options);
      else if (source === primary) throw failure.error; // whatever became of one that was exercised before
      else break;
    }
    if (!isThrown && (!goesOn || next === undefined)) {
      const { name: from, stale = false } = source;
      if (source !== primary) publish('fallback:used', { name, source: from, stale, exercised: index === 0 });
      return { value: outcome.value, source: from, stale };
    }
    discard(outcome.value);
  }
  throw failures.length === 1 ? failures[0]?.error : new FallbackError(name, failures);
}

/** Of a later source a 4xx that is thrown says nothing of the call: the first was asked the same and did not say it. */
export function isNoAnswer(outcome: Outcome, isPrimary: boolean): boolean {
  return (!isPrimary && 'error' in outcome) || isOutage(outcome);
}

async function outcomeOf<Value>(source: FallbackSource<Value>): Promise<Outcome<Awaited<Value>>> {
  try {
    return { value: await source.run() };
  } catch (error) {
    return { error };
  }
}

/** Stands for an answer that is a failure. */
function unaccepted(value: unknown): Error {
  const status = statusOf(value);
  return new Error(`answered with ${status === undefined ? 'what is not accepted' : `status ${status}`}`);
}

function tell({ source, error }: SourceFailure, next: FallbackSource | undefined, { name, logger = consoleLogger }: Telling): void {
  const event = `${name ?? 'Fallback'}: ${source} failed, ${next?.name ?? 'no source'} is ${next === undefined ? 'left' : 'asked'}`;
  publish('fallback:source-failed', { name, source, error });
  logs.get(event)(logger, event, error);
}

/** A line a second at most for what befalls a source, whichever logger a call brings: many have one for each request. */
const logs = /* @__PURE__ */ new RecentMap(() => quietLog(systemClock));
