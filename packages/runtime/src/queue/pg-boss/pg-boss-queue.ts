import { isInteger, positiveInteger, requireArgument, requireOptions, text, type Kind } from '../../options.js';
import { hasMethods, read } from '../../shapes.js';
import type { DeadItem, ItemCount, LaterQueue, ReservedItem, StoredItem } from '../later-queue.js';
import { ageMsOf, dataOf, newData } from '../stored-data.js';
import { jobIdOf } from './job-id.js';
import type { PgBossAttempt, PgBossLike } from './pg-boss-types.js';

/** A queue of pg-boss, and how many items it may hold. */
export interface PgBossQueueOptions {
  /** A `PgBoss` that is started, and supervises (the default): that is what hands out again what a dead process held. */
  readonly boss: PgBossLike;
  /** The name of the queue, made with `boss.createQueue(queue)`, for nothing but this. */
  readonly queue: string;
  /**
   * The schema of pg-boss.
   *
   * @default 'pgboss'
   */
  readonly schema?: string | undefined;
  /**
   * How many items it may hold, dead ones included. Callers that queue at the same moment may bring in a few more.
   *
   * @default 10_000
   */
  readonly maxItems?: number | undefined;
  /**
   * How long a reserved item is kept from others, in whole seconds. Counts for what is queued from now on.
   *
   * @default 60
   */
  readonly leaseSeconds?: number | undefined;
}

/** How long a job waits after a failure, so that nobody has it before `release` or `bury` follow up; and after a lease that ran out. */
const retryDelaySeconds = 5;
/** Never, as far as pg-boss goes: `drain` decides how often and how long an item is tried. */
const never = 2_147_483_647;
const tenYearsInSeconds = 315_360_000;

/**
 * A queue in PostgreSQL, by pg-boss 12. A dead item is a job that is cancelled.
 *
 * @throws {TypeError} If `boss` is not of pg-boss.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 */
export function pgBossQueue(options: PgBossQueueOptions): LaterQueue {
  const action = 'Cannot use a queue of pg-boss';
  const schema: Kind = (value) => (typeof value === 'string' && /^\w+$/.test(value)) || 'a name of a schema';
  const leaseSeconds: Kind = (value) => isInteger(value, 1, 86_399) || 'a positive integer below a day';
  requireOptions(action, options, { queue: text }, { schema, maxItems: positiveInteger, leaseSeconds });
  const isBoss = hasMethods(options.boss, 'send', 'fetch', 'fail', 'cancel', 'resume', 'update', 'getDb');
  requireArgument(action, 'boss', options.boss, isBoss || 'a PgBoss of pg-boss 12');
  return new PostgresQueue(options);
}

class PostgresQueue implements LaterQueue {
  readonly name: string;
  readonly maxItems: number;
  readonly leaseMs: number;
  readonly #boss: PgBossLike;
  readonly #table: string;

  constructor({ boss, queue, schema = 'pgboss', maxItems = 10_000, leaseSeconds = 60 }: PgBossQueueOptions) {
    this.name = queue;
    this.maxItems = maxItems;
    this.leaseMs = leaseSeconds * 1_000;
    this.#boss = boss;
    this.#table = `${schema}.job`;
  }

  async enqueue(item: StoredItem): Promise<'queued' | 'duplicate' | 'full'> {
    const id = await jobIdOf(item);
    const { waiting, dead } = await this.count();
    if (waiting + dead >= this.maxItems) return (await this.#boss.getJobById(this.name, id)) === null ? 'full' : 'duplicate';
    const sent = await this.#boss.send(this.name, newData(item), {
      id,
      retryLimit: never,
      retryDelay: retryDelaySeconds,
      expireInSeconds: this.leaseMs / 1_000,
      retentionSeconds: tenYearsInSeconds,
      deleteAfterSeconds: 0, // never
    });
    return sent === null ? 'duplicate' : 'queued';
  }

  async reserve(max: number): Promise<readonly ReservedItem[]> {
    const jobs = await this.#boss.fetch(this.name, { batchSize: max, includeMetadata: true });
    return jobs.map(({ id, retryCount, data }) => {
      const stored = dataOf(data);
      const { name, payload, idempotencyKey } = stored;
      const attempt = retryCount + 1 - stored.forgivenAttempts;
      return { id, name, payload, idempotencyKey, lease: String(retryCount), attempt, ageMs: ageMsOf(stored) };
    });
  }

  async complete(item: ReservedItem): Promise<void> {
    await this.#boss.deleteJob(this.name, attemptOf(item));
  }

  async release(item: ReservedItem, delayMs: number): Promise<void> {
    const { affected = 0 } = await this.#boss.fail(this.name, attemptOf(item), {});
    if (affected > 0) await this.#boss.update(this.name, undefined, { id: item.id, startAfter: Math.ceil(delayMs / 1_000) });
  }

  async bury(item: ReservedItem, reason: string): Promise<void> {
    const { affected = 0 } = await this.#boss.fail(this.name, attemptOf(item), { reason });
    if (affected > 0) await this.#boss.cancel(this.name, item.id);
  }

  async deadItems(max: number): Promise<readonly DeadItem[]> {
    const rows = await this.#rows(
      `SELECT id, data, output FROM ${this.#table} WHERE name = $1 AND state = 'cancelled' ORDER BY completed_on, id LIMIT $2`, this.name, max,
    );
    return rows.map((row) => {
      const { name, payload, idempotencyKey } = dataOf(read(row, 'data'));
      return { id: String(read(row, 'id')), name, payload, idempotencyKey, reason: String(read(read(row, 'output'), 'reason')) };
    });
  }

  async requeue(id: string): Promise<boolean> {
    const job = await this.#boss.getJobById(this.name, id);
    if (job?.state !== 'cancelled') return false;
    const { affected = 0 } = await this.#boss.resume(this.name, id);
    const forgivenAttempts = job.retryCount + 1;
    if (affected > 0) await this.#boss.update(this.name, { ...dataOf(job.data), queuedAtMs: Date.now(), forgivenAttempts }, { id, startAfter: 0 });
    return affected > 0;
  }

  async discard(id: string): Promise<boolean> {
    const job = await this.#boss.getJobById(this.name, id);
    if (job?.state !== 'cancelled') return false;
    const { affected = 0 } = await this.#boss.deleteJob(this.name, id);
    return affected > 0;
  }

  async count(): Promise<ItemCount> {
    const [row] = await this.#rows(
      `SELECT count(*) AS items, count(*) FILTER (WHERE state = 'cancelled') AS dead FROM ${this.#table} WHERE name = $1`, this.name,
    );
    const dead = Number(read(row, 'dead'));
    return { waiting: Number(read(row, 'items')) - dead, dead };
  }

  /** The statistics of pg-boss itself are up to a minute old, and it lists no jobs by their state. */
  async #rows(sql: string, ...values: readonly unknown[]): Promise<readonly unknown[]> {
    const { rows } = await this.#boss.getDb().executeSql(sql, [...values]);
    return rows;
  }
}

function attemptOf({ id, lease }: ReservedItem): PgBossAttempt {
  return { id, retryCount: Number(lease) };
}
