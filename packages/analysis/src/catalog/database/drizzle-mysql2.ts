import { drizzleCalls, drizzleLocal, drizzleMaker } from './drizzle-node-postgres.js';
import { mysql2Timeout } from './mysql2.js';
import type { Client, Library } from '../schema.js';

/** Drizzle writes the query itself, so that nobody can give it a timeout of its own. */
const client: Client = {
  name: 'drizzle database',
  makers: [{ ...drizzleMaker, urlIn: ['connection', 'connection.uri'] }],
  types: ['MySql2Database', 'MySql2Transaction'],
  calls: drizzleCalls,
  local: [...drizzleLocal, '$client.**'],
  self: [],
  timeout: { options: {}, sufficient: [], default: mysql2Timeout.default, insertions: [], remedy: 'Wrap queries in a deadline.' },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const drizzleMysql2: Library = {
  name: 'drizzle-orm/mysql2',
  dependency: 'MySQL',
  kind: 'database',
  packages: ['drizzle-orm/mysql2'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://orm.drizzle.team/docs/get-started-mysql', 'drizzle-orm/mysql2/driver.js'],
  verified: 'experiment',
};
