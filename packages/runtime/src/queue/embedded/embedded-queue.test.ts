import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { laterQueueConformance } from '../conformance/later-queue-conformance.js';
import { embeddedQueue, type EmbeddedQueue } from './embedded-queue.js';
import { openSqlite } from './sqlite.js';

const action = 'Cannot open an embedded queue';
const receipt = { name: 'receipt', payload: '{}', idempotencyKey: 'order-7' };
let folder: string;
let open: EmbeddedQueue[];
let nowMs: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'failsoft-queue-'));
  open = [];
  nowMs = 1_700_000_000_000;
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const queue of open) queue.close();
  rmSync(folder, { recursive: true, force: true });
});

function opened(options: object = {}): EmbeddedQueue {
  const queue = embeddedQueue({ name: 'mails', path: join(folder, 'mails.db'), now: () => nowMs, ...options });
  open.push(queue);
  return queue;
}

describe('an embedded queue', () => {
  let files = 0;
  const under = {
    open: ({ maxItems }: { maxItems: number }) => Promise.resolve(opened({ path: join(folder, `${++files}.db`), maxItems })),
    elapse: (ms: number) => {
      nowMs += ms;
      return Promise.resolve();
    },
  };

  it.each(laterQueueConformance)('$behaviour', ({ check }) => check(under));

  it('has on the disk what it says that it stored, while another call of it waits for a lock', async () => {
    const queue = opened();
    const other = openSqlite(action, join(folder, 'mails.db'));
    other.exec('BEGIN IMMEDIATE');
    const reserving = queue.reserve(1);
    other.exec('COMMIT');
    await queue.enqueue(receipt);
    const seen = other.prepare('SELECT count(*) AS items FROM later_item').all();
    await reserving;
    other.close();

    expect(seen).toEqual([{ items: 1 }]);
  });

  it('has what was queued when it is opened again', async () => {
    const first = embeddedQueue({ name: 'mails', path: join(folder, 'mails.db') });
    await first.enqueue(receipt);
    first.close();

    expect(await opened().count()).toEqual({ waiting: 1, dead: 0 });
  });

  it('is one queue to all who open the file, each item handed out once', async () => {
    const [first, second] = [opened(), opened()];
    await first.enqueue(receipt);

    expect(await second.enqueue(receipt)).toBe('duplicate');
    expect(await second.reserve(1)).toHaveLength(1);
    expect(await first.reserve(1)).toEqual([]);
  });

  it('waits for a process that has the lock, and does not hold up its own', async () => {
    const queue = opened();
    const other = openSqlite(action, join(folder, 'mails.db'));
    other.exec('BEGIN IMMEDIATE');
    const enqueued = queue.enqueue(receipt);
    const first = await Promise.race([enqueued, new Promise((resolve) => setTimeout(resolve, 100, 'the event loop turns'))]);
    other.exec('COMMIT');
    other.close();

    expect(first).toBe('the event loop turns');
    expect(await enqueued).toBe('queued');
  });

  it('makes nothing younger than new when the wall clock is set back', async () => {
    const queue = opened();
    await queue.enqueue(receipt);
    const [item] = await queue.reserve(1);
    if (item !== undefined) await queue.release(item, 0);
    expect(item?.ageMs).toBe(0);
    nowMs -= 3_600_000;

    expect(await queue.reserve(1)).toEqual([]); // due in an hour, by that clock
    nowMs += 3_600_000;
    expect((await queue.reserve(1))[0]?.attempt).toBe(2);
  });

  it('leaves a file alone that a later version has written', () => {
    opened();
    const other = openSqlite(action, join(folder, 'mails.db'));
    other.exec('PRAGMA user_version = 99');
    other.close();

    expect(() => opened()).toThrow(/mails\.db was written by a later version of @failsoft\/runtime, and is left as it is\. Update the package/);
  });

  it('says which file it can not open', () => {
    expect(() => opened({ path: join(folder, 'no/such/folder.db') })).toThrow(
      /^Cannot open an embedded queue: .*no\/such\/folder\.db can't be opened, so nothing can be stored in it\./,
    );
  });

  it('says what to install where there is no SQLite', () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);

    expect(() => opened()).toThrow(/this host has no SQLite, so nothing can be stored in .*mails\.db\. Use Node 22\.13 or later, or `npm install libsql`/);
  });

  it.each([
    [{ name: '' }, '`name` must be a string that is not empty, received ""'],
    [{ maxItems: 0 }, '`maxItems` must be a positive integer, received 0'],
    [{ leaseMs: -1 }, '`leaseMs` must be a positive finite number of milliseconds, received -1'],
    [{ now: 5 }, '`now` must be a function, received 5'],
  ])('refuses %o', (options, message) => {
    expect(() => opened(options)).toThrow(new RangeError(`${action}: ${message}`));
  });
});
