import { systemClock } from '../../clock.js';
import { callback, duration, positiveInteger, requireOptions, text } from '../../options.js';
import { isObject } from '../../shapes.js';
import type { DeadItem, ItemCount, LaterQueue, ReservedItem, StoredItem } from '../later-queue.js';
import { prepareFile, statements } from './item-table.js';
import { isLocked, openSqlite, type Sqlite, type SqliteStatement, type SqliteValue } from './sqlite.js';

/** How long to wait for a process that holds the lock, which takes a millisecond unless it hangs in the middle. */
const lockTimeoutMs = 10_000;

/** Where an embedded queue keeps its items, and how many. */
export interface EmbeddedQueueOptions {
  /** What is queued, for errors, log and telemetry. */
  readonly name: string;
  /** The file, which is made if it is not there: on a local disk that outlives the process. `':memory:'` in tests. */
  readonly path: string;
  /**
   * How many items it may hold, dead ones included.
   *
   * @default 10_000
   */
  readonly maxItems?: number | undefined;
  /**
   * How long a reserved item is kept from others.
   *
   * @default 60_000
   */
  readonly leaseMs?: number | undefined;
  /**
   * The wall clock, in milliseconds since 1970: what is stored has to outlive the process, so no monotonic clock will do.
   *
   * @default Date.now
   */
  readonly now?: (() => number) | undefined;
}

/** A queue in a file. */
export interface EmbeddedQueue extends LaterQueue {
  /** Closes the file. Stop its drains first. */
  close(): void;
}

/**
 * Opens a queue in a file, which needs no server. What is queued is on the disk when the call resolves: neither a crash
 * nor `kill -9` loses it. Any number of processes of one machine may queue and drain.
 *
 * The file is SQLite's: of Node itself from 22.13 on, of the package `libsql` on Node 20. Not for network file systems, nor
 * where the disk goes with the process (containers without a volume, serverless): use a broker there.
 *
 * Payloads are stored as they are: keep the file as you keep a database, and store references rather than secrets.
 *
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 * @throws {Error} If the file can't be opened, or the host has no SQLite.
 *
 * @example
 * ```ts
 * import { queueForLater } from '@failsoft/runtime/queues';
 * import { embeddedQueue } from '@failsoft/runtime/queues/embedded';
 * import assert from 'node:assert/strict';
 *
 * const mails = embeddedQueue({ name: 'mails', path: ':memory:', maxItems: 1_000 });
 * await queueForLater(mails, { name: 'receipt', payload: { to: 'ann@shop.example' }, idempotencyKey: 'order-7' });
 * assert.deepEqual(await mails.count(), { waiting: 1, dead: 0 });
 * mails.close();
 * ```
 */
export function embeddedQueue(options: EmbeddedQueueOptions): EmbeddedQueue {
  const action = 'Cannot open an embedded queue';
  requireOptions(action, options, { name: text, path: text }, { maxItems: positiveInteger, leaseMs: duration, now: callback });
  const { name, path, maxItems = 10_000, leaseMs = 60_000, now = () => Date.now() } = options;
  const sqlite = openSqlite(action, path);
  try {
    prepareFile(action, sqlite, path);
    return new SqliteQueue(sqlite, name, maxItems, leaseMs, now);
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

class SqliteQueue implements EmbeddedQueue {
  readonly name: string;
  readonly maxItems: number;
  readonly leaseMs: number;
  readonly #sqlite: Sqlite;
  readonly #now: () => number;
  readonly #prepared = new Map<string, SqliteStatement>();
  /** Unlike that of any other process. */
  readonly #leases = crypto.randomUUID();
  #lastLease = 0;

  constructor(sqlite: Sqlite, name: string, maxItems: number, leaseMs: number, now: () => number) {
    this.name = name;
    this.maxItems = maxItems;
    this.leaseMs = leaseMs;
    this.#sqlite = sqlite;
    this.#now = now;
  }

  async enqueue({ name, idempotencyKey, payload }: StoredItem): Promise<'queued' | 'duplicate' | 'full'> {
    const rows = await this.#write(statements.enqueue, name, idempotencyKey, payload, this.#time(), this.maxItems);
    if (rows.length > 0) return 'queued';
    return (await this.#write(statements.find, name, idempotencyKey)).length > 0 ? 'duplicate' : 'full';
  }

  async reserve(max: number): Promise<readonly ReservedItem[]> {
    const now = this.#time();
    const lease = `${this.#leases}:${++this.#lastLease}`;
    const rows = await this.#write(statements.reserve, lease, now + Math.ceil(this.leaseMs), now, max);
    return rows.map((row) => {
      const { id, name, key, payload, attempt, queuedAt } = columns(row);
      // A wall clock that was set back makes nothing younger than it is.
      const ageMs = Math.max(0, now - Number(queuedAt));
      return { id: String(id), name: String(name), idempotencyKey: String(key), payload: String(payload), attempt: Number(attempt), ageMs, lease };
    });
  }

  async complete({ id, lease }: ReservedItem): Promise<void> {
    await this.#write(statements.complete, id, lease);
  }

  async release({ id, lease }: ReservedItem, delayMs: number): Promise<void> {
    await this.#write(statements.release, id, lease, this.#time() + Math.ceil(delayMs));
  }

  async bury({ id, lease }: ReservedItem, reason: string): Promise<void> {
    await this.#write(statements.bury, id, lease, this.#time(), reason);
  }

  async deadItems(max: number): Promise<readonly DeadItem[]> {
    const rows = await this.#write(statements.dead, max);
    return rows.map((row) => {
      const { id, name, key, payload, reason } = columns(row);
      return { id: String(id), name: String(name), idempotencyKey: String(key), payload: String(payload), reason: String(reason) };
    });
  }

  async requeue(id: string): Promise<boolean> {
    return (await this.#write(statements.requeue, id, this.#time())).length > 0;
  }

  async discard(id: string): Promise<boolean> {
    return (await this.#write(statements.discard, id)).length > 0;
  }

  async count(): Promise<ItemCount> {
    const [row] = await this.#write(statements.count);
    const { items, dead } = columns(row);
    return { waiting: Number(items) - Number(dead), dead: Number(dead) };
  }

  close(): void {
    this.#sqlite.close();
  }

  #time(): number {
    return Math.floor(this.#now());
  }

  /** Waits for the lock of another process without holding up this one. */
  async #write(sql: string, ...values: readonly SqliteValue[]): Promise<readonly unknown[]> {
    const giveUpAtMs = systemClock.now() + lockTimeoutMs;
    for (let waitMs = 1; ; waitMs = Math.min(50, waitMs * 2)) {
      try {
        return this.#inTransaction(sql, values);
      } catch (error) {
        if (!isLocked(error) || systemClock.now() > giveUpAtMs) throw error;
      }
      await new Promise<void>((resolve) => void systemClock.schedule(resolve, waitMs * (0.5 + Math.random() / 2)));
    }
  }

  /**
   * The lock is taken by a statement of its own: a prepared one that finds the file locked stays half begun in libsql until it is run again, and
   * what other statements write in the meantime is not committed, though they say so.
   */
  #inTransaction(sql: string, values: readonly SqliteValue[]): readonly unknown[] {
    this.#sqlite.exec('BEGIN IMMEDIATE');
    try {
      const rows = this.#statement(sql).all(...values);
      this.#sqlite.exec('COMMIT');
      return rows;
    } catch (error) {
      this.#sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  #statement(sql: string): SqliteStatement {
    const prepared = this.#prepared.get(sql) ?? this.#sqlite.prepare(sql);
    this.#prepared.set(sql, prepared);
    return prepared;
  }
}

function columns(row: unknown): Readonly<Record<string, unknown>> {
  return isObject(row) ? { ...row } : {};
}
