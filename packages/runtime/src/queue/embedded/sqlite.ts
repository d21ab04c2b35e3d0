import { hasMethods, isMethod, read, type Method } from '../../shapes.js';

/** What Node's own SQLite and libsql have in common. */
export interface Sqlite {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  close(): unknown;
}

export interface SqliteStatement {
  run(...values: readonly SqliteValue[]): unknown;
  get(...values: readonly SqliteValue[]): unknown;
  all(...values: readonly SqliteValue[]): readonly unknown[];
}

export type SqliteValue = string | number | null;

/**
 * Opens a database with the SQLite of Node (22.13 and later) or, where there is none, with `libsql`, which the user has to
 * install. Both write the same file, and lock it against each other.
 */
export function openSqlite(action: string, path: string): Sqlite {
  const Database = sqliteOfNode() ?? libsql(action, path);
  const database = constructed(Database, action, path);
  if (isSqlite(database)) return database;
  throw new Error(`${action}: the SQLite of this host is of a kind that is not known here. Please report it`);
}

function constructed(Database: Method, action: string, path: string): unknown {
  try {
    return Reflect.construct(Database, [path]);
  } catch (cause) {
    throw new Error(`${action}: ${path} can't be opened, so nothing can be stored in it. Is its folder there, and may it be written?`, { cause });
  }
}

/** Whether another connection has the lock, so that the same statement may succeed a moment later. */
export function isLocked(error: unknown): boolean {
  const extended = read(error, 'errcode'); // of Node's own
  return (typeof extended === 'number' && (extended & 0xff) === 5) || String(read(error, 'code')).startsWith('SQLITE_BUSY');
}

function isSqlite(value: unknown): value is Sqlite {
  return hasMethods(value, 'exec', 'prepare', 'close');
}

function sqliteOfNode(): Method | undefined {
  const found = read(builtin('node:sqlite'), 'DatabaseSync');
  return isMethod(found) ? found : undefined;
}

function libsql(action: string, path: string): Method {
  const module = builtin('node:module');
  const require = hasMethods(module, 'createRequire') && module.createRequire(import.meta.url);
  try {
    const loaded = isMethod(require) && require('libsql');
    if (isMethod(loaded)) return loaded;
    throw new Error('libsql is not of the kind that is known here');
  } catch (cause) {
    const wayOut = 'Use Node 22.13 or later, or `npm install libsql` with its optional dependencies';
    throw new Error(`${action}: this host has no SQLite, so nothing can be stored in ${path}. ${wayOut}`, { cause });
  }
}

/** A module of the host, without an import of it: that would fail where it is not there. */
function builtin(name: string): unknown {
  const process: unknown = Reflect.get(globalThis, 'process');
  return hasMethods(process, 'getBuiltinModule') ? process.getBuiltinModule(name) : undefined;
}
