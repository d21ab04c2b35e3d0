import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'tedious connection',
  makers: [{ path: 'Connection', by: 'new', optionsAt: [0] }],
  types: ['Connection'],
  calls: [
    {
      path: oneOf(`
        execSql execSqlBatch execBulkLoad callProcedure prepare unprepare execute beginTransaction commitTransaction
        rollbackTransaction saveTransaction transaction reset`),
      effect: 'write',
      failures: 'callback',
    },
    { path: 'connect', effect: 'connect', failures: 'callback' },
    { path: 'close', effect: 'shutdown' },
  ],
  local: ['on|once|off|addListener|removeListener', 'newBulkLoad|cancel'],
  self: ['on()|once()'],
  timeout: {
    options: {
      requestTimeout: { place: { at: 'client', path: 'options.requestTimeout' }, unit: 'ms', disabled: [0], covers: ['request', 'headers', 'body'] },
      connectTimeout: {
        place: { at: 'client', path: 'options.connectTimeout' },
        unit: 'ms',
        disabled: [],
        covers: ['dns', 'connect', 'handshake'],
        weakness: { kind: 'connect-only', why: 'it ends with the connection: a request is waited for by another limit' },
      },
      'requestTimeout, misplaced': {
        place: { at: 'client', path: 'requestTimeout' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'wrong-place', why: 'tedious takes it within `options`' },
      },
    },
    sufficient: [['requestTimeout']],
    default: [{ versions: '*', ms: 30_000, phrase: 'tedious gives up after 15 s of connecting and 15 s of a request' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const tedious: Library = {
  name: 'tedious',
  dependency: 'SQL Server',
  kind: 'database',
  packages: ['tedious'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://tediousjs.github.io/tedious/api-connection.html', 'tedious/lib/connection.js (DEFAULT_CLIENT_REQUEST_TIMEOUT: 15 s)'],
  verified: 'source',
};
