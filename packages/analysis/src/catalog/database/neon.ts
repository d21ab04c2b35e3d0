import { fetchWait } from '../fetch-wait.js';
import { pgOptions, pgSufficient } from './pg.js';
import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library, TimeoutFacts } from '../schema.js';

/** One query, one request by fetch. A signal that `neon()` is given counts from then on, and ends every later query at once. */
export const neonHttpTimeout: TimeoutFacts = {
  options: {
    'signal of this query': {
      place: { at: 'call', argument: 2, path: 'fetchOptions.signal', methods: 'query' },
      unit: 'ms',
      disabled: [],
      covers: ['dns', 'connect', 'request', 'headers', 'body'],
      isSignal: true,
    },
    'signal of this transaction': {
      place: { at: 'call', argument: 1, path: 'fetchOptions.signal', methods: 'transaction' },
      unit: 'ms',
      disabled: [],
      covers: ['dns', 'connect', 'request', 'headers', 'body'],
      isSignal: true,
    },
    'signal of all queries': {
      place: { at: 'client', path: 'fetchOptions.signal' },
      unit: 'ms',
      disabled: [],
      covers: ['dns', 'connect', 'request', 'headers', 'body'],
      isSignal: true,
    },
  },
  sufficient: [['signal of this query'], ['signal of this transaction'], ['signal of all queries']],
  default: [fetchWait('*', 'it')],
  insertions: [],
  remedy: [
    {
      versions: '>=1.0.0',
      says:
        'Give each query a signal, `sql.query(text, values, { fetchOptions: { signal: AbortSignal.timeout(5_000) } })`, ' +
        'or set `neonConfig.fetchFunction`.',
    },
    {
      versions: '<1.0.0',
      says:
        'Give each query a signal, `sql(text, values, { fetchOptions: { signal: AbortSignal.timeout(5_000) } })`, ' +
        'or set `neonConfig.fetchFunction`.',
    },
  ],
};

const overHttp: Client = {
  name: 'Neon query function',
  makers: [{ path: 'neon', by: 'call', optionsAt: [1], urlAt: 0 }],
  types: ['NeonQueryFunction'],
  calls: [
    // As a tag and, before 1.0, with parentheses.
    { path: '', effect: 'write', lazy: true },
    { path: 'query', effect: 'write', lazy: true },
    { path: 'transaction', effect: 'write' },
  ],
  local: ['unsafe'],
  self: [],
  timeout: neonHttpTimeout,
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

/** pg over a WebSocket. */
const pool: Client = {
  name: 'Neon pool',
  makers: [{ path: 'Pool', by: 'new', optionsAt: [0], urlIn: ['connectionString'] }],
  types: ['Pool', 'PoolClient'],
  calls: [
    { path: 'query', effect: 'write' },
    { path: 'connect().query', effect: 'write' },
    { path: 'connect', effect: 'connect' },
    { path: 'end', effect: 'shutdown' },
  ],
  local: ['on|once|off|addListener|removeListener|release|totalCount|idleCount|waitingCount', 'connect().release|on'],
  self: ['on()|once()'],
  timeout: {
    options: pgOptions,
    sufficient: pgSufficient,
    default: [{ versions: '*', ms: null, phrase: 'the Neon driver has none by default' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

const single: Client = {
  ...pool,
  name: 'Neon client',
  makers: [{ path: 'Client', by: 'new', optionsAt: [0], urlAt: 0, urlIn: ['connectionString'] }],
  types: ['Client', 'ClientBase'],
};

export const neon: Library = {
  name: 'Neon',
  dependency: 'PostgreSQL',
  kind: 'database',
  packages: ['@neondatabase/serverless'],
  globals: [],
  functions: [],
  clients: [overHttp, pool, single],
  processWide: [globalDispatcher],
  source: ['https://github.com/neondatabase/serverless/blob/main/CONFIG.md', '@neondatabase/serverless/index.d.ts (fetchOptions, fetchFunction)'],
  verified: 'experiment',
};
