import { drizzleDatabase, drizzleMaker } from './drizzle.js';
import { neonHttpTimeout } from './neon.js';
import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  ...drizzleDatabase,
  makers: [{ ...drizzleMaker, urlIn: ['connection', 'connection.connectionString'] }],
  types: ['NeonHttpDatabase', 'NeonHttpTransaction'],
  timeout: {
    options: {},
    sufficient: [],
    default: neonHttpTimeout.default,
    insertions: [],
    remedy: 'Set `neonConfig.fetchFunction` to a fetch with a deadline.',
  },
};

export const drizzleNeonHttp: Library = {
  name: 'drizzle-orm/neon-http',
  dependency: 'PostgreSQL',
  kind: 'database',
  packages: ['drizzle-orm/neon-http'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://orm.drizzle.team/docs/connect-neon', 'drizzle-orm/neon-http/driver.js'],
  verified: 'source',
};
