import { askInTurn, isNoAnswer } from './ask-in-turn.js';
import type { Outcome } from '../circuit-breaker/verdict.js';
import { abortSignal, callback, loggerKind, rate, requireArgument, requireOptions, text, type Kind } from '../options.js';
import type { Logger } from '../telemetry/logger.js';

/** One place that an answer may come from. */
export interface FallbackSource<Value = unknown> {
  /** For the answer, the log and the telemetry. */
  readonly name: string;
  /** Asks it. Bound it with `withTimeout`: a source that hangs keeps the next from being asked. May throw. */
  readonly run: () => Value;
  /**
   * Whether what it answers may be out of date.
   *
   * @default false
   */
  readonly stale?: boolean | undefined;
}

/** An answer, and where it is from. */
export interface FallbackAnswer<Value> {
  readonly value: Value;
  /** The name of the source that gave it. */
  readonly source: string;
  /** Whether that source is marked as one whose answers may be out of date. */
  readonly stale: boolean;
}

/** When the next source is asked, and who is told. */
export interface FallbackChainOptions {
  /**
   * What the sources stand for, for the error, the log and the telemetry.
   *
   * @default undefined
   */
  readonly name?: string | undefined;
  /**
   * The signal that the caller gives up by: no further source is asked once it has aborted. Hand it to the sources
   * yourself. `undefined` is welcome.
   *
   * @default undefined
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether the next source is asked when one has ended like this; `undefined` to leave it to the default. If it throws,
   * the default decides.
   *
   * @default unless the first source says that the call itself is wrong, with a 4xx other than 408 and 429: it would be an
   * answer that is hidden
   */
  readonly shouldFallBack?: ((outcome: Outcome) => boolean | undefined) | undefined;
  /**
   * For which share of the calls the second source is asked first, so that it is known to work before it is needed. Those
   * callers get its answer; if it fails, the first is asked.
   *
   * @default 0
   */
  readonly exerciseRate?: number | undefined;
  /**
   * A number from 0 up to 1 for each call.
   *
   * @default Math.random
   */
  readonly random?: (() => number) | undefined;
  /**
   * Told of each source that fails: a line a second at most for each, without what the error quotes.
   *
   * @default console
   */
  readonly logger?: Logger | undefined;
}

/**
 * Asks one source after the other until one answers, and says which one it was. Each failure is logged and published.
 *
 * An answer of HTTP that is a failure, as `fetch` gives it, counts as one, unless it is all there is.
 *
 * @returns The answer. Rejects with what a source threw, as it is, if that is all there is; with a `FallbackError` that
 * holds them all if several failed; or with the reason of a signal that has aborted.
 * @throws {TypeError} At once, if `sources` is no array of sources or `options` no object.
 * @throws {RangeError} At once, if an option is not as documented; names it and the value received.
 *
 * @example A copy that may be old is better than nothing
 * ```ts
 * import { fallbackChain } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const live = async (): Promise<number> => { throw new Error('connection refused'); };
 *
 * const answer = await fallbackChain(
 *   [
 *     { name: 'live', run: live },
 *     { name: 'last known', run: () => 1.08, stale: true },
 *   ],
 *   { name: 'rates', logger: { warn: (line) => assert.equal(line, 'rates: live failed, last known is asked: Error: connection refused') } },
 * );
 * assert.deepEqual(answer, { value: 1.08, source: 'last known', stale: true });
 * ```
 */
export function fallbackChain<Values extends readonly unknown[]>(
  sources: readonly [...{ [Index in keyof Values]: FallbackSource<Values[Index]> }],
  options: FallbackChainOptions = {},
): Promise<FallbackAnswer<Awaited<Values[number]>>> {
  const action = 'Cannot fall back';
  requireArgument(action, 'sources', sources, (Array.isArray(sources) && sources.length > 0) || 'an array of sources');
  for (const source of sources) requireOptions(action, source, { name: text, run: callback }, { stale: boolean }, 'source');
  requireOptions(action, options, {}, optional);
  return askInOrder<Values[number]>(sources, options);
}

const boolean: Kind = (value) => typeof value === 'boolean' || 'true or false';

const share: Kind = (value) => value === 0 || rate(value) === true || 'a number from 0 to 1';

const optional = {
  name: text,
  signal: abortSignal,
  shouldFallBack: callback,
  exerciseRate: share,
  random: callback,
  logger: loggerKind,
};

async function askInOrder<Value>(sources: readonly FallbackSource<Value>[], options: FallbackChainOptions): Promise<FallbackAnswer<Awaited<Value>>> {
  const { signal, exerciseRate = 0, random = Math.random, shouldFallBack } = options;
  signal?.throwIfAborted();
  const [primary, second, ...rest] = sources;
  const isExercised = primary !== undefined && second !== undefined && random() < exerciseRate;
  const order = isExercised ? [second, primary, ...rest] : sources;
  return askInTurn(order, options, primary, (outcome, isPrimary) => {
    let decision: boolean | undefined;
    try {
      decision = shouldFallBack?.(outcome);
    } catch {
      // The default decides.
    }
    return decision ?? isNoAnswer(outcome, isPrimary);
  });
}
