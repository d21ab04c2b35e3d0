import { drizzleCalls, drizzleLocal, drizzleMaker, underConnection } from './drizzle-node-postgres.js';
import { planetscaleTimeout } from './planetscale.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'drizzle database',
  makers: [{ ...drizzleMaker, urlIn: ['connection'] }],
  types: ['PlanetScaleDatabase', 'PlanetscaleTransaction'],
  calls: drizzleCalls,
  local: [...drizzleLocal, '$client.**'],
  self: [],
  timeout: { ...planetscaleTimeout, options: underConnection(planetscaleTimeout.options) },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const drizzlePlanetscale: Library = {
  name: 'drizzle-orm/planetscale-serverless',
  dependency: 'MySQL',
  kind: 'database',
  packages: ['drizzle-orm/planetscale-serverless'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://orm.drizzle.team/docs/connect-planetscale', 'drizzle-orm/planetscale-serverless/driver.js'],
  verified: 'source',
};
