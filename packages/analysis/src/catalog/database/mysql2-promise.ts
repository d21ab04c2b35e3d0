import { mysql2Local, mysql2PromiseCalls, mysql2Timeout } from './mysql2.js';
import type { Client, Library } from '../schema.js';

const pool: Client = {
  name: 'mysql2 pool',
  makers: [{ path: 'createPool|createPoolCluster', by: 'call', optionsAt: [0], urlAt: 0, urlIn: ['uri'] }],
  types: ['Pool', 'PoolConnection', 'PoolCluster'],
  calls: mysql2PromiseCalls,
  local: mysql2Local,
  self: ['on()|once()', 'of()'],
  timeout: mysql2Timeout,
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

/** Connecting is what making one does. A lost connection ends no process here: the core's errors are heard. */
const connection: Client = {
  ...pool,
  name: 'mysql2 connection',
  makers: [{ path: 'createConnection', by: 'call', optionsAt: [0], urlAt: 0, urlIn: ['uri'], promised: true }],
  types: ['Connection'],
};

export const mysql2Promise: Library = {
  name: 'mysql2/promise',
  dependency: 'MySQL',
  kind: 'database',
  packages: ['mysql2/promise'],
  globals: [],
  functions: [],
  clients: [pool, connection],
  processWide: [],
  source: ['https://sidorares.github.io/node-mysql2/docs', 'mysql2/lib/promise/pool.js', 'mysql2/lib/commands/query.js (timeout of a query)'],
  verified: 'experiment',
};
