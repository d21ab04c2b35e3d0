import { drizzleCalls, drizzleLocal, drizzleMaker } from './drizzle-node-postgres.js';
import { neonHttpTimeout } from './neon.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'drizzle database',
  makers: [{ ...drizzleMaker, urlIn: ['connection', 'connection.connectionString'] }],
  types: ['NeonHttpDatabase', 'NeonHttpTransaction'],
  calls: drizzleCalls,
  local: [...drizzleLocal, '$client.**'],
  self: [],
  timeout: { options: {}, sufficient: [], default: neonHttpTimeout.default, insertions: [], remedy: 'Set `neonConfig.fetchFunction` to a fetch with a deadline.' },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const drizzleNeonHttp: Library = {
  name: 'drizzle-orm/neon-http',
  dependency: 'PostgreSQL',
  kind: 'database',
  packages: ['drizzle-orm/neon-http'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://orm.drizzle.team/docs/connect-neon', 'drizzle-orm/neon-http/driver.js'],
  verified: 'source',
};
