import { drizzleDatabase, drizzleMaker, underConnection } from './drizzle.js';
import { pgOptions, pgSufficient } from './pg.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  ...drizzleDatabase,
  makers: [drizzleMaker],
  types: ['NeonDatabase', 'NeonTransaction'],
  timeout: {
    options: underConnection(pgOptions),
    sufficient: pgSufficient,
    default: [{ versions: '*', ms: null, phrase: 'the Neon driver has none by default' }],
    insertions: [],
  },
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
