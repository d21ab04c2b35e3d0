import { pgInserted, pgOptions, pgSufficient } from './pg.js';
import type { CallPattern, Client, Library, Maker, TimeoutFacts, TimeoutOption } from '../schema.js';

/** Builders are sent when awaited or executed. */
export const drizzleCalls: readonly CallPattern[] = [
  { path: 'select|selectDistinct|selectDistinctOn|$count', effect: 'read', lazy: true },
  { path: 'with().select|selectDistinct', effect: 'read', lazy: true },
  { path: 'query.*.findMany|findFirst', effect: 'read', lazy: true },
  { path: 'insert|update|delete|refreshMaterializedView|execute', effect: 'write', lazy: true },
  { path: 'with().insert|update|delete', effect: 'write', lazy: true },
  { path: 'transaction|batch', effect: 'write' },
];

export const drizzleLocal = ['$with|with|$cache.**'];

/** `drizzle(client)`, `drizzle({ client })`, `drizzle(url)`, `drizzle({ connection })`. */
export const drizzleMaker: Maker = { path: 'drizzle', by: 'call', optionsAt: [0], urlAt: 0, urlIn: ['connection', 'connection.connectionString'], inner: { argument: 0, property: 'client' } };

/** A driver's options, under `connection`. */
export function underConnection(options: TimeoutFacts['options']): TimeoutFacts['options'] {
  return Object.fromEntries(Object.entries(options).map(([name, option]): readonly [string, TimeoutOption] => [name, moved(option)]));
}

function moved(option: TimeoutOption): TimeoutOption {
  return option.place.at === 'client' ? { ...option, place: { at: 'client', path: `connection.${option.place.path}` } } : option;
}

const client: Client = {
  name: 'drizzle database',
  makers: [drizzleMaker],
  types: ['NodePgDatabase', 'NodePgTransaction'],
  calls: drizzleCalls,
  local: [...drizzleLocal, '$client.**'],
  self: [],
  timeout: {
    options: underConnection(pgOptions),
    sufficient: pgSufficient,
    default: [{ versions: '*', ms: null, phrase: 'pg has none by default' }],
    insertions: [
      { versions: '*', at: { place: 'client' }, properties: [{ name: 'connection', value: { properties: pgInserted } }], notWith: [], notWithBlockingCalls: false },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

/** What bounds it is its driver, made by itself or handed over. */
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
