import { mysql2Connection, mysql2Local, mysql2Pool, mysql2PromiseCalls } from './mysql2.js';
import type { Client, Library } from '../schema.js';

const pool: Client = { ...mysql2Pool, calls: mysql2PromiseCalls, local: mysql2Local };

/** Connecting is what making one does. A lost connection ends no process here: the core's errors are heard. */
const connection: Client = {
  ...pool,
  name: 'mysql2 connection',
  makers: [{ ...mysql2Connection, promised: true }],
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
