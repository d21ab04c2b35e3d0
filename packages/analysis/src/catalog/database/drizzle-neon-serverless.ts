import { drizzleCalls, drizzleLocal, drizzleMaker, underConnection } from './drizzle-node-postgres.js';
import { pgOptions, pgSufficient } from './pg.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'drizzle database',
  makers: [drizzleMaker],
  types: ['NeonDatabase', 'NeonTransaction'],
  calls: drizzleCalls,
  local: [...drizzleLocal, '$client.**'],
  self: [],
  timeout: {
    options: underConnection(pgOptions),
    sufficient: pgSufficient,
    default: [{ versions: '*', ms: null, phrase: 'the Neon driver has none by default' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const drizzleNeonServerless: Library = {
  name: 'drizzle-orm/neon-serverless',
  dependency: 'PostgreSQL',
  kind: 'database',
  packages: ['drizzle-orm/neon-serverless'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://orm.drizzle.team/docs/connect-neon', 'drizzle-orm/neon-serverless/driver.js'],
  verified: 'source',
};
