import { drizzleDatabase, drizzleMaker, underConnection } from './drizzle.js';
import { pgInserted, pgOptions, pgSufficient } from './pg.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  ...drizzleDatabase,
  makers: [drizzleMaker],
  types: ['NodePgDatabase', 'NodePgTransaction'],
  timeout: {
    options: underConnection(pgOptions),
    sufficient: pgSufficient,
    default: [{ versions: '*', ms: null, phrase: 'pg has none by default' }],
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [{ name: 'connection', value: { properties: pgInserted } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
};

export const drizzleNodePostgres: Library = {
  name: 'drizzle-orm',
  dependency: 'PostgreSQL',
  kind: 'database',
  packages: ['drizzle-orm/node-postgres'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://orm.drizzle.team/docs/get-started-postgresql', 'drizzle-orm/node-postgres/driver.js'],
  verified: 'experiment',
};
