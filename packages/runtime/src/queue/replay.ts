import type { Clock } from '../clock.js';
import { duration, requireOptions } from '../options.js';
import { publish } from '../telemetry/channels.js';
import type { Logger } from '../telemetry/logger.js';
import { quietLog, type QuietLog } from '../telemetry/quiet-log.js';
import { withTimeout } from '../timeout/timeout.js';
import type { Drain, LaterHandler, StopOptions } from './drain.js';
import { attemptItem, type AttemptLimits, type AttemptOutcome } from './item-attempt.js';
import type { LaterQueue, ReservedItem } from './later-queue.js';
import { Pace } from './pace.js';

interface ReplayOptions {
  readonly until: 'stopped' | 'idle';
  readonly maxConcurrent: number;
  readonly maxPerSecond: number;
  readonly pollMs: number;
}

type Operation = 'reserve' | 'complete' | 'release' | 'bury';

/** How long the queue itself may take to answer. */
const storeTimeoutMs = 10_000;
/** How seldom a queue that fails is asked. */
const longestStoreWaitMs = 30_000;

/** The loop of a drain: reserves what there is room for, and lets each item run beside the others. */
export class Replay implements Drain {
  readonly done: Promise<void>;
  readonly #queue: LaterQueue;
  readonly #handlers: Readonly<Record<string, LaterHandler>>;
  readonly #limits: AttemptLimits;
  readonly #options: ReplayOptions;
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #logger: Logger;
  readonly #logDeath: QuietLog;
  readonly #logStore: QuietLog;
  readonly #running = new Set<Promise<void>>();
  readonly #giveUp = new AbortController();
  #isStopping = false;
  #wake: () => void = () => undefined;

  constructor(
    queue: LaterQueue,
    handlers: Readonly<Record<string, LaterHandler>>,
    limits: AttemptLimits,
    options: ReplayOptions,
    logger: Logger,
    clock: Clock,
  ) {
    this.#queue = queue;
    this.#handlers = handlers;
    this.#limits = limits;
    this.#options = options;
    this.#clock = clock;
    this.#pace = new Pace(options.maxPerSecond, clock);
    this.#logger = logger;
    this.#logDeath = quietLog(clock);
    this.#logStore = quietLog(clock);
    this.done = this.#loop().finally(() => this.#settled());
    this.done.catch(() => undefined); // whoever waits for it is told; nobody has to
  }

  async stop(options: StopOptions = {}): Promise<void> {
    requireOptions('Cannot stop a drain', options, {}, { graceMs: duration });
    this.#isStopping = true;
    this.#wake();
    const stopTimer = options.graceMs === undefined
      ? undefined
      : this.#clock.schedule(() => this.#giveUp.abort(new Error(`The drain of ${this.#queue.name} was stopped`)), options.graceMs);
    await this.done.catch(() => undefined);
    stopTimer?.();
  }

  async #loop(): Promise<void> {
    let failures = 0;
    while (!this.#isStopping) {
      const room = Math.min(this.#options.maxConcurrent - this.#running.size, this.#pace.available);
      if (room <= 0) {
        await this.#sleep(this.#running.size < this.#options.maxConcurrent ? this.#pace.waitMs : undefined);
        continue;
      }
      const items = await this.#reserve(room);
      failures = items === undefined ? failures + 1 : 0;
      for (const item of items ?? []) this.#start(item);
      if (items === undefined) await this.#sleep(Math.min(longestStoreWaitMs, this.#options.pollMs * 2 ** failures));
      else if (items.length === 0 && this.#options.until === 'idle' && this.#running.size === 0) return;
      else if (items.length === 0) await this.#sleep(this.#options.pollMs);
    }
  }

  /** Until `ms` have passed, an item has settled, or a stop. */
  #sleep(ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const stopTimer = ms === undefined ? undefined : this.#clock.schedule(() => this.#wake(), ms);
      this.#wake = () => {
        stopTimer?.();
        resolve();
      };
      if (this.#isStopping) this.#wake();
    });
  }

  async #settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** `undefined` if the queue itself fails. */
  async #reserve(max: number): Promise<readonly ReservedItem[] | undefined> {
    const { until } = this.#options;
    return this.#ask('reserve', () => this.#queue.reserve(max)).catch((error: unknown) => {
      if (until === 'idle') throw error;
      return undefined;
    });
  }

  #start(item: ReservedItem): void {
    this.#pace.take();
    const run = this.#run(item).finally(() => {
      this.#running.delete(run);
      this.#wake();
    });
    this.#running.add(run);
  }

  async #run(item: ReservedItem): Promise<void> {
    const outcome = this.#isStopping
      ? ({ kind: 'put-back', delayMs: 0, error: undefined } as const) // it came too late
      : await attemptItem(item, this.#handlers, this.#limits, this.#giveUp.signal, this.#clock);
    if (outcome.kind === 'done') this.#pace.succeeded();
    if (outcome.kind === 'failed') this.#pace.failed();
    // What is not told to the queue comes back when its lease has run out.
    await this.#settle(item, outcome).catch(() => undefined);
  }

  async #settle(item: ReservedItem, outcome: AttemptOutcome): Promise<void> {
    const { name } = this.#queue;
    const { name: itemName, idempotencyKey, attempt, ageMs } = item;
    if (outcome.kind === 'done') {
      await this.#ask('complete', () => this.#queue.complete(item));
      publish('queue:completed', { name, item: itemName, attempt, ageMs });
    } else if (outcome.kind === 'dead') {
      const { why, error } = outcome;
      await this.#ask('bury', () => this.#queue.bury(item, error === undefined ? why : `${why}: ${textOf(error)}`));
      publish('queue:dead', { name, item: itemName, idempotencyKey, attempt, reason: why, error });
      // What the error says may hold what the payload says.
      this.#logDeath(this.#logger, `${name}: ${itemName} (${idempotencyKey}) is dead, see deadItems()`, new Error(why));
    } else {
      const { delayMs, error } = outcome;
      await this.#ask('release', () => this.#queue.release(item, delayMs));
      publish('queue:attempt-failed', { name, item: itemName, idempotencyKey, attempt, delayMs, error });
    }
  }

  async #ask<Answer>(operation: Operation, call: () => Promise<Answer>): Promise<Answer> {
    const { name } = this.#queue;
    try {
      return await withTimeout(call, { timeoutMs: storeTimeoutMs, name, clock: this.#clock });
    } catch (error) {
      publish('queue:store-failed', { name, operation, error });
      this.#logStore(this.#logger, `${name}: ${operation} failed, nothing is lost, it is tried again`, error);
      throw error;
    }
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'a value that is no Error was thrown';
}
