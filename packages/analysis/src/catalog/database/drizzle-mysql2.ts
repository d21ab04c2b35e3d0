import { drizzleDatabase, drizzleMaker } from './drizzle.js';
import { mysql2Timeout } from './mysql2.js';
import type { Client, Library } from '../schema.js';

/** Drizzle writes the query itself, so that nobody can give it a timeout of its own. */
const client: Client = {
  ...drizzleDatabase,
  makers: [{ ...drizzleMaker, urlIn: ['connection', 'connection.uri'] }],
  types: ['MySql2Database', 'MySql2Transaction'],
  timeout: { options: {}, sufficient: [], default: mysql2Timeout.default, insertions: [], remedy: 'Wrap queries in a deadline.' },
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
