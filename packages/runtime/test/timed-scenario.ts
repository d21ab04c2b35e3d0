import { getEventListeners } from 'node:events';
import { TimeoutError, withTimeout, type CallContext } from '../src/index.js';
import { hang } from './broken.js';
import { ManualClock } from './manual-clock.js';

/** What the bounded function does. A promise settles `afterMs`, with 0 in the same turn. */
export type Behaviour =
  | { readonly does: 'resolve' | 'reject'; readonly afterMs: number }
  | { readonly does: 'return' | 'throw' | 'hang'; readonly afterMs?: undefined };

/** One call on a clock that stands at 0. */
export interface Scenario {
  readonly fn: Behaviour;
  readonly timeoutMs: number;
  /** When the caller gives up, if ever; a negative time is before the call. */
  readonly abortMs?: number | undefined;
  /** Whether `fn` reads its signal at once. One that does not is handed it after everything is over. */
  readonly readsSignal?: boolean | undefined;
}

export interface Outcome {
  readonly outcome: 'value' | 'failure' | 'timeout' | 'abort';
  readonly atMs: number;
}

/** What was seen in a scenario, long after every time in it. */
export interface Observation {
  /** Every settling that was seen, which should be one. */
  readonly outcomes: readonly Outcome[];
  readonly calls: number;
  /** Whether the reason of the abort that `fn` saw is the one that the caller got. */
  readonly innerSignal: 'not aborted' | 'aborted with the reason of the rejection' | 'aborted with another reason';
  readonly listenersWhilePending: number;
  readonly listenersAfter: number;
  readonly timersAfter: number;
}

const value = Symbol('value');
const failure = new Error('failure of the dependency');
const reason = new Error('reason of the caller');
const longMs = 1_000_000;

export async function run({ fn, timeoutMs, abortMs, readsSignal = true }: Scenario): Promise<Observation> {
  const clock = new ManualClock();
  const startMs = clock.now();
  const caller = new AbortController();
  const outcomes: Outcome[] = [];
  const contexts: CallContext[] = [];
  const signals: AbortSignal[] = [];
  let rejection: unknown;

  if (abortMs !== undefined && abortMs < 0) caller.abort(reason);
  const call = withTimeout(
    (context) => {
      contexts.push(context);
      if (readsSignal) signals.push(context.signal);
      return perform(fn, clock);
    },
    { timeoutMs, clock, signal: caller.signal },
  );
  if (abortMs !== undefined && abortMs >= 0) clock.schedule(() => caller.abort(reason), abortMs);
  const listenersWhilePending = listenersOf(caller.signal);
  const settled = (outcome: Outcome['outcome']): void => void outcomes.push({ outcome, atMs: clock.now() - startMs });
  call.then(
    (answer) => settled(answer === value ? 'value' : 'failure'),
    (error: unknown) => {
      rejection = error;
      settled(kindOf(error));
    },
  );

  await clock.advance(longMs);
  const signal = signals.at(0) ?? contexts.at(0)?.signal;
  return {
    outcomes,
    calls: contexts.length,
    innerSignal: !signal?.aborted
      ? 'not aborted'
      : signal.reason === rejection
        ? 'aborted with the reason of the rejection'
        : 'aborted with another reason',
    listenersWhilePending,
    listenersAfter: listenersOf(caller.signal),
    timersAfter: clock.pending,
  };
}

/** What should come of it, where no two things happen at the same time. */
export function expected({ fn, timeoutMs, abortMs = Infinity }: Scenario): Outcome & { readonly calls: number } {
  if (abortMs < 0) return { outcome: 'abort', atMs: 0, calls: 0 };
  const kind = fn.does === 'resolve' || fn.does === 'return' ? 'value' : 'failure';
  const settlesMs = fn.does === 'hang' ? Infinity : (fn.afterMs ?? 0);
  const atMs = Math.min(settlesMs, timeoutMs, abortMs);
  if (atMs === settlesMs) return { outcome: kind, atMs, calls: 1 };
  return { outcome: atMs === timeoutMs ? 'timeout' : 'abort', atMs, calls: 1 };
}

function perform(fn: Behaviour, clock: ManualClock): typeof value | Promise<typeof value> {
  if (fn.does === 'return') return value;
  if (fn.does === 'throw') throw failure;
  if (fn.afterMs === undefined) return hang();
  const { does, afterMs } = fn;
  return new Promise((resolve, reject) => {
    const settle = does === 'resolve' ? () => resolve(value) : () => reject(failure);
    if (afterMs === 0) settle();
    else clock.schedule(settle, afterMs);
  });
}

function kindOf(error: unknown): Outcome['outcome'] {
  if (error === failure) return 'failure';
  if (error === reason) return 'abort';
  if (error instanceof TimeoutError) return 'timeout';
  throw new Error('An error that nobody made', { cause: error });
}

function listenersOf(signal: AbortSignal): number {
  return getEventListeners(signal, 'abort').length;
}
