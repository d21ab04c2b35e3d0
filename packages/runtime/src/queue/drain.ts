import { systemClock, type Clock } from '../clock.js';
import { clockKind, duration, isPositive, loggerKind, positiveInteger, requireArgument, requireOptions } from '../options.js';
import { hasMethods, isMethod, isObject } from '../shapes.js';
import { consoleLogger, type Logger } from '../telemetry/logger.js';
import type { LaterQueue } from './later-queue.js';
import { Replay } from './replay.js';

/** What a handler is told beside the payload. */
export interface LaterContext {
  /** Hand it on to whatever can tell by it that the work was done already. */
  readonly idempotencyKey: string;
  /** Which attempt this is: 1 for the first. */
  readonly attempt: number;
  /** How long ago the item was queued. */
  readonly ageMs: number;
  /** Aborts when the time of this attempt is up, and when a stop does not wait any longer. */
  readonly signal: AbortSignal;
}

/**
 * Does what was queued. Must be idempotent: an item may be handed to it more than once. The payload is as it was queued,
 * perhaps by another version of the program, so look at it before you use it.
 */
export type LaterHandler = (payload: unknown, context: LaterContext) => unknown;

/** How fast a queue is drained, and how long an item is tried. */
export interface DrainOptions {
  /**
   * When to end: when it is stopped, or when nothing is due any more.
   *
   * @default 'stopped'
   */
  readonly until?: 'stopped' | 'idle' | undefined;
  /**
   * How many items may be under way at a time.
   *
   * @default 5
   */
  readonly maxConcurrent?: number | undefined;
  /**
   * How many items may be begun in a second, by this drain. Each failure halves it, down to one in 30 seconds.
   *
   * @default 10
   */
  readonly maxPerSecond?: number | undefined;
  /**
   * How often an item is tried before it is dead.
   *
   * @default 20, which takes six to eight hours
   */
  readonly attempts?: number | undefined;
  /**
   * How old an item may be: it is dead rather than done when it is older.
   *
   * @default 86_400_000, a day
   */
  readonly maxAgeMs?: number | undefined;
  /**
   * How long a handler may take. Must be shorter than the lease of the queue.
   *
   * @default half of the lease
   */
  readonly timeoutMs?: number | undefined;
  /**
   * How long an item waits after its first failure. The wait doubles with each, and is shortened at random by up to a half.
   *
   * @default 1_000
   */
  readonly baseDelayMs?: number | undefined;
  /**
   * How long an item waits at most.
   *
   * @default 3_600_000, an hour
   */
  readonly maxDelayMs?: number | undefined;
  /**
   * How often an empty queue is looked at.
   *
   * @default 1_000
   */
  readonly pollMs?: number | undefined;
  /**
   * Told of dead items, and of failures of the queue itself: at most one line in a second of each, without payloads.
   *
   * @default console
   */
  readonly logger?: Logger | undefined;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

/** How long a stop may take. */
export interface StopOptions {
  /**
   * How long handlers that are under way may go on. Then their signals abort, and their items are given back.
   *
   * @default undefined, for as long as their `timeoutMs` lets them
   */
  readonly graceMs?: number | undefined;
}

/** A queue that is being drained. */
export interface Drain {
  /** Resolves when it has ended. Rejects only with `until: 'idle'`, if the queue itself fails. */
  readonly done: Promise<void>;
  /** Begins no more items, and resolves when those under way are settled. */
  stop(options?: StopOptions): Promise<void>;
}

/**
 * Does what `queueForLater` stored, at least once, a few at a time and not too fast.
 *
 * An item is forgotten when its handler has returned. If it throws, or takes too long, the item is tried again later, and
 * dead after `attempts`, at an age of `maxAgeMs`, or at once after an `UnrecoverableError`. If the process dies, the item is
 * handed out again when its lease has run out. So **handlers must be idempotent**.
 *
 * Any number of processes may drain a queue; each counts its own `maxConcurrent` and `maxPerSecond`.
 *
 * @param handlers What to do, by the name of the item. An item without a handler is tried again as if it had failed: in a
 * rolling deployment another process may have it.
 * @throws {TypeError} If an argument is of the wrong kind.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example Dead items are kept, and can be tried again
 * ```ts
 * import { drain, queueForLater, UnrecoverableError } from '@failsoft/runtime/queues';
 * import { embeddedQueue } from '@failsoft/runtime/queues/embedded';
 * import assert from 'node:assert/strict';
 *
 * const mails = embeddedQueue({ name: 'mails', path: ':memory:' });
 * await queueForLater(mails, { name: 'receipt', payload: { to: 'nobody' }, idempotencyKey: 'order-7' });
 *
 * const refuse = () => { throw new UnrecoverableError('no such address'); };
 * await drain(mails, { receipt: refuse }, { until: 'idle', logger: { warn: () => {} } }).done;
 *
 * const [dead] = await mails.deadItems(10);
 * assert(dead);
 * assert.equal(dead.reason, 'its handler gave it up: UnrecoverableError: no such address');
 * await mails.requeue(dead.id);
 * assert.deepEqual(await mails.count(), { waiting: 1, dead: 0 });
 * ```
 */
export function drain(queue: LaterQueue, handlers: Readonly<Record<string, LaterHandler>>, options: DrainOptions = {}): Drain {
  check(queue, handlers, options);
  const { until = 'stopped', maxConcurrent = 5, maxPerSecond = 10, attempts = 20, maxAgeMs = 86_400_000 } = options;
  const { timeoutMs = queue.leaseMs / 2, baseDelayMs = 1_000, maxDelayMs = 3_600_000, pollMs = 1_000 } = options;
  const { logger = consoleLogger, clock = systemClock } = options;
  const limits = { attempts, maxAgeMs, timeoutMs, baseDelayMs, maxDelayMs };
  return new Replay(queue, handlers, limits, { until, maxConcurrent, maxPerSecond, pollMs }, logger, clock);
}

function check(queue: LaterQueue, handlers: Readonly<Record<string, LaterHandler>>, options: DrainOptions): void {
  const action = 'Cannot drain a queue';
  requireArgument(action, 'queue', queue, hasMethods(queue, 'reserve', 'complete', 'release', 'bury') || 'a LaterQueue');
  const areHandlers = isObject(handlers) && Object.values(handlers).every(isMethod);
  requireArgument(action, 'handlers', handlers, areHandlers || 'an object of functions');
  requireOptions(action, options, {}, {
    until: (value) => value === 'stopped' || value === 'idle' || "'stopped' or 'idle'",
    maxConcurrent: positiveInteger,
    maxPerSecond: (value) => isPositive(value) || 'a positive finite number',
    attempts: positiveInteger,
    maxAgeMs: duration,
    timeoutMs: (value) => (isPositive(value) && value < queue.leaseMs) || `a positive number below the queue's lease of ${queue.leaseMs} ms`,
    baseDelayMs: duration,
    maxDelayMs: duration,
    pollMs: duration,
    logger: loggerKind,
    clock: clockKind,
  });
}
