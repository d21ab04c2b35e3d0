import { drizzleCalls, drizzleLocal, drizzleMaker, underConnection } from './drizzle-node-postgres.js';
import { postgresJsTimeout } from './postgres-js.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'drizzle database',
  makers: [{ ...drizzleMaker, urlIn: ['connection', 'connection.url'] }],
  types: ['PostgresJsDatabase', 'PostgresJsTransaction'],
  calls: drizzleCalls,
  local: [...drizzleLocal, '$client.**'],
  self: [],
  timeout: { ...postgresJsTimeout, options: underConnection(postgresJsTimeout.options) },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const drizzlePostgresJs: Library = {
  name: 'drizzle-orm/postgres-js',
  dependency: 'PostgreSQL',
  kind: 'database',
  packages: ['drizzle-orm/postgres-js'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://orm.drizzle.team/docs/get-started-postgresql', 'drizzle-orm/postgres-js/driver.js'],
  verified: 'experiment',
};
