import type { Sqlite } from './sqlite.js';

/** Raised when the table changes; a file of a later version is refused. */
const version = 1;

/** One row an item. A lease is `due_at` in the future: an item whose process died is due again when it has run out. */
const schema = `
  CREATE TABLE IF NOT EXISTS later_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    payload TEXT NOT NULL,
    queued_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempt INTEGER NOT NULL DEFAULT 0,
    lease TEXT,
    dead_at INTEGER,
    dead_reason TEXT,
    UNIQUE (name, idempotency_key)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS later_item_due ON later_item (due_at) WHERE dead_at IS NULL;
  CREATE INDEX IF NOT EXISTS later_item_dead ON later_item (dead_at) WHERE dead_at IS NOT NULL;
  PRAGMA user_version = ${version};
`;

/** The statements, each of which is one transaction. */
export const statements = {
  enqueue: `
    INSERT INTO later_item (name, idempotency_key, payload, queued_at, due_at)
    SELECT ?1, ?2, ?3, ?4, ?4 WHERE (SELECT count(*) FROM later_item) < ?5
    ON CONFLICT DO NOTHING RETURNING id`,
  find: 'SELECT id FROM later_item WHERE name = ?1 AND idempotency_key = ?2',
  reserve: `
    UPDATE later_item SET attempt = attempt + 1, lease = ?1, due_at = ?2
    WHERE id IN (SELECT id FROM later_item WHERE dead_at IS NULL AND due_at <= ?3 ORDER BY due_at, id LIMIT ?4)
    RETURNING id, name, idempotency_key AS key, payload, attempt, queued_at AS queuedAt`,
  complete: 'DELETE FROM later_item WHERE id = ?1 AND lease = ?2 AND dead_at IS NULL RETURNING id',
  release: 'UPDATE later_item SET lease = NULL, due_at = ?3 WHERE id = ?1 AND lease = ?2 AND dead_at IS NULL RETURNING id',
  bury: 'UPDATE later_item SET lease = NULL, dead_at = ?3, dead_reason = ?4 WHERE id = ?1 AND lease = ?2 AND dead_at IS NULL RETURNING id',
  dead: `
    SELECT id, name, idempotency_key AS key, payload, dead_reason AS reason FROM later_item
    WHERE dead_at IS NOT NULL ORDER BY dead_at, id LIMIT ?1`,
  requeue: `
    UPDATE later_item SET attempt = 0, dead_at = NULL, dead_reason = NULL, queued_at = ?2, due_at = ?2
    WHERE id = ?1 AND dead_at IS NOT NULL RETURNING id`,
  discard: 'DELETE FROM later_item WHERE id = ?1 AND dead_at IS NOT NULL RETURNING id',
  count: 'SELECT count(*) AS items, count(dead_at) AS dead FROM later_item',
};


/** Prepares a file, which another process may be preparing too. */
export function prepareFile(action: string, sqlite: Sqlite, path: string): void {
  // Waits, which only opening a queue may: whoever comes first writes the schema.
  sqlite.exec('PRAGMA busy_timeout = 10000');
  sqlite.exec('PRAGMA journal_mode = WAL');
  // In this mode a commit is on the disk when it returns: neither a crash nor a power cut takes it back.
  sqlite.exec('PRAGMA synchronous = FULL');
  const found = sqlite.prepare('PRAGMA user_version').get();
  const foundVersion = typeof found === 'object' && found !== null && 'user_version' in found ? Number(found.user_version) : 0;
  if (foundVersion > version) {
    throw new Error(`${action}: ${path} was written by a later version of @failsoft/runtime, and is left as it is. Update the package`);
  }
  if (foundVersion < version) sqlite.exec(`BEGIN IMMEDIATE; ${schema} COMMIT`);
  sqlite.exec('PRAGMA busy_timeout = 0');
}
