import { drizzleDatabase, drizzleMaker, underConnection } from './drizzle.js';
import { postgresJsTimeout } from './postgres-js.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  ...drizzleDatabase,
  makers: [{ ...drizzleMaker, urlIn: ['connection', 'connection.url'] }],
  types: ['PostgresJsDatabase', 'PostgresJsTransaction'],
  timeout: { ...postgresJsTimeout, options: underConnection(postgresJsTimeout.options) },
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
