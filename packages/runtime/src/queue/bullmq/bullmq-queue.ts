import { positiveInteger, requireArgument, requireOptions, text } from '../../options.js';
import { hasMethods, read } from '../../shapes.js';
import type { DeadItem, ItemCount, LaterQueue, ReservedItem, StoredItem } from '../later-queue.js';
import { ageMsOf, dataOf, newData } from '../stored-data.js';
import type { BullMqJob, BullMqQueue, BullMqWorker } from './bullmq-types.js';

/** A queue of BullMQ, and how many items it may hold. */
export interface BullMqQueueOptions {
  /** The `Queue`, for nothing but this. */
  readonly queue: BullMqQueue;
  /**
   * A `Worker` of that queue without a processor (`null`), and with `autorun: false`. Its `lockDuration` is the lease, and its
   * `maxStalledCount` how often a process may die with an item in its hands before the item is dead.
   */
  readonly worker: BullMqWorker;
  /**
   * What is queued, for errors, log and telemetry.
   *
   * @default the name of the queue
   */
  readonly name?: string | undefined;
  /**
   * How many items it may hold, dead ones included. Callers that queue at the same moment may bring in a few more.
   *
   * @default 10_000
   */
  readonly maxItems?: number | undefined;
}

/** What BullMQ says of a job that is not there, or whose lock is gone or another's. */
const staleCodes: ReadonlySet<unknown> = new Set([-1, -2, -3, -6]);

/**
 * A queue in Redis, by BullMQ 6. What is queued is as safe as Redis keeps it: switch on `appendonly yes` there, with
 * `maxmemory-policy noeviction`.
 *
 * @throws {TypeError} If `queue` or `worker` is not of BullMQ.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 */
export function bullMqQueue(options: BullMqQueueOptions): LaterQueue {
  const action = 'Cannot use a queue of BullMQ';
  requireOptions(action, options, {}, { name: text, maxItems: positiveInteger });
  requireArgument(action, 'queue', options.queue, hasMethods(options.queue, 'add', 'getJob', 'getJobCounts', 'getFailed') || 'a Queue of bullmq');
  requireArgument(action, 'worker', options.worker, hasMethods(options.worker, 'getNextJob', 'startStalledCheckTimer') || 'a Worker of bullmq');
  return new RedisQueue(options);
}

class RedisQueue implements LaterQueue {
  readonly name: string;
  readonly maxItems: number;
  readonly leaseMs: number;
  readonly #queue: BullMqQueue;
  readonly #worker: BullMqWorker;
  #watchesLeases = false;

  constructor({ queue, worker, name = queue.name, maxItems = 10_000 }: BullMqQueueOptions) {
    this.name = name;
    this.maxItems = maxItems;
    this.leaseMs = worker.opts.lockDuration ?? 30_000;
    this.#queue = queue;
    this.#worker = worker;
  }

  async enqueue(item: StoredItem): Promise<'queued' | 'duplicate' | 'full'> {
    // BullMQ adds no second job of an id, and does not say so. It allows no colon in one.
    const jobId = encodeURIComponent(`${item.name}/${item.idempotencyKey}`);
    if ((await this.#queue.getJob(jobId)) !== undefined) return 'duplicate';
    const { waiting, dead } = await this.count();
    if (waiting + dead >= this.maxItems) return 'full';
    await this.#queue.add(item.name, newData(item), { jobId, attempts: 1, removeOnComplete: true, removeOnFail: false });
    return 'queued';
  }

  async reserve(max: number): Promise<readonly ReservedItem[]> {
    if (!this.#watchesLeases) {
      this.#watchesLeases = true;
      await this.#worker.startStalledCheckTimer();
    }
    const items: ReservedItem[] = [];
    while (items.length < max) {
      const lease = crypto.randomUUID();
      const job = await this.#worker.getNextJob(lease, { block: false });
      if (job?.id === undefined) break;
      const data = dataOf(job.data);
      const { name, payload, idempotencyKey } = data;
      items.push({ id: job.id, name, payload, idempotencyKey, lease, attempt: job.attemptsStarted - data.forgivenAttempts, ageMs: ageMsOf(data) });
    }
    return items;
  }

  complete(item: ReservedItem): Promise<void> {
    return this.#settle(item, (job) => job.moveToCompleted(null, item.lease, false));
  }

  release(item: ReservedItem, delayMs: number): Promise<void> {
    return this.#settle(item, (job) => (delayMs > 0 ? job.moveToDelayed(Date.now() + Math.ceil(delayMs), item.lease) : job.moveToWait(item.lease)));
  }

  bury(item: ReservedItem, reason: string): Promise<void> {
    return this.#settle(item, (job) => job.moveToFailed(new Error(reason), item.lease, false));
  }

  async deadItems(max: number): Promise<readonly DeadItem[]> {
    const { failed = 0 } = await this.#queue.getJobCounts('failed');
    // The newest come first.
    const jobs = await this.#queue.getFailed(Math.max(0, failed - max), failed);
    return jobs.reverse().slice(0, max).map((job) => {
      const { name, payload, idempotencyKey } = dataOf(job.data);
      return { id: String(job.id), name, payload, idempotencyKey, reason: job.failedReason };
    });
  }

  async requeue(id: string): Promise<boolean> {
    const job = await this.#deadJob(id);
    if (job === undefined) return false;
    await job.updateData({ ...dataOf(job.data), queuedAtMs: Date.now(), forgivenAttempts: job.attemptsStarted });
    await job.retry('failed');
    return true;
  }

  async discard(id: string): Promise<boolean> {
    const job = await this.#deadJob(id);
    await job?.remove();
    return job !== undefined;
  }

  async count(): Promise<ItemCount> {
    const { failed = 0, ...others } = await this.#queue.getJobCounts('failed', 'wait', 'delayed', 'prioritized', 'active');
    return { waiting: Object.values(others).reduce((sum, count) => sum + count, 0), dead: failed };
  }

  async #deadJob(id: string): Promise<BullMqJob | undefined> {
    const job = await this.#queue.getJob(id);
    return job !== undefined && (await job.isFailed()) ? job : undefined;
  }

  async #settle(item: ReservedItem, move: (job: BullMqJob) => Promise<unknown>): Promise<void> {
    const job = await this.#queue.getJob(item.id);
    if (job === undefined) return;
    await move(job).catch((error: unknown) => {
      if (!staleCodes.has(read(error, 'code'))) throw error;
    });
  }
}
