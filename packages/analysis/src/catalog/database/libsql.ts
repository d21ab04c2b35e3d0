import { fetchWaitProvenFrom } from '../fetch-wait.js';
import { anyOf } from '../../any-of.js';
import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library, Maker } from '../schema.js';

/**
 * What a project is set up with, where its code says only `process.env.DATABASE_URL`: the address in its environment, and in drizzle-kit's
 * configuration the dialect, which is `turso` for a server (and was its driver before).
 */
const localFile: Maker['notWhere'] = {
  files: [
    ...['.env', '.env.local', '.env.development', '.env.example', '.env.sample', '.env.template'],
    ...['drizzle.config.ts', 'drizzle.config.js', 'drizzle.config.mts', 'drizzle.config.mjs'],
  ],
  says: anyOf(
    /(?:^|\n)[ \t]*(?:export[ \t]+)?(?:DATABASE|DB|LIBSQL|TURSO|SQLITE)\w*[ \t]*=[ \t]*["']?(?:file:|:memory:)/,
    /^(?![\s\S]*\bturso\b)[\s\S]*\bdialect\s*:\s*["'`]sqlite["'`]/,
  ),
  // The variant of a template that keeps its data in a file.
  path: /\bsqlite\b[^/]*$/i,
};

/** A file of its own stays in the process. */
const client: Client = {
  name: 'libSQL client',
  makers: [{ path: 'createClient', by: 'call', optionsAt: [0], notWith: [{ path: 'url', is: ['file:*', ':memory:'] }], notWhere: localFile }],
  types: ['Client'],
  calls: [
    { path: 'execute|batch|executeMultiple|migrate|transaction|sync', effect: 'write' },
    { path: 'transaction().execute|batch|executeMultiple|commit|rollback', effect: 'write' },
    { path: 'close', effect: 'shutdown' },
  ],
  local: ['closed|protocol'],
  self: [],
  timeout: {
    options: {
      // A fetch of the user’s own.
      fetch: { place: { at: 'client', path: 'fetch' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
    },
    sufficient: [],
    default: fetchWaitProvenFrom('0.14.0', 'the libSQL client'),
    insertions: [],
    remedy: 'Give it a fetch with a deadline: `fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(10_000) })`.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const libsql: Library = {
  name: 'libSQL',
  dependency: 'libSQL server',
  kind: 'database',
  packages: ['@libsql/client'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://docs.turso.tech/sdk/ts/reference', '@libsql/client/lib-cjs/http.js (fetch)'],
  verified: 'experiment',
};
