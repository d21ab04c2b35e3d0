import { drizzleDatabase, drizzleMaker, underConnection } from './drizzle.js';
import { planetscaleTimeout } from './planetscale.js';
import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  ...drizzleDatabase,
  makers: [{ ...drizzleMaker, urlIn: ['connection'] }],
  types: ['PlanetScaleDatabase', 'PlanetscaleTransaction'],
  timeout: { ...planetscaleTimeout, options: underConnection(planetscaleTimeout.options) },
};

export const drizzlePlanetscale: Library = {
  name: 'drizzle-orm/planetscale-serverless',
  dependency: 'MySQL',
  kind: 'database',
  packages: ['drizzle-orm/planetscale-serverless'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://orm.drizzle.team/docs/connect-planetscale', 'drizzle-orm/planetscale-serverless/driver.js'],
  verified: 'source',
};
