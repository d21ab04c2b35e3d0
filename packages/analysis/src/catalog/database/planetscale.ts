import { fetchWait } from '../fetch-wait.js';
import { globalDispatcher } from '../http/fetch.js';
import type { CallPattern, Client, Library, TimeoutFacts } from '../schema.js';

export const planetscaleTimeout: TimeoutFacts = {
  options: {
    fetch: { place: { at: 'client', path: 'fetch' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
  },
  sufficient: [],
  default: [fetchWait('*', 'it')],
  insertions: [],
  remedy: 'Give it a fetch with a deadline: `fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(5_000) })`.',
};

const calls: readonly CallPattern[] = [
  { path: 'execute|transaction|refresh', effect: 'write' },
];

const client: Client = {
  name: 'PlanetScale connection',
  makers: [
    { path: 'connect', by: 'call', optionsAt: [0] },
    { path: 'Client', by: 'new', optionsAt: [0] },
  ],
  types: ['Client', 'Connection'],
  calls,
  local: ['config.**'],
  self: ['connection()'],
  timeout: planetscaleTimeout,
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const planetscale: Library = {
  name: 'PlanetScale',
  dependency: 'MySQL',
  kind: 'database',
  packages: ['@planetscale/database'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://github.com/planetscale/database-js#custom-fetch-function', '@planetscale/database/dist/index.js'],
  verified: 'experiment',
};
