/** What Drizzle is by whichever driver: what bounds a query is the driver, made by itself or handed over. */
import type { CallPattern, Client, Maker, TimeoutFacts, TimeoutOption } from '../schema.js';

/** Builders are sent when awaited or executed. */
const calls: readonly CallPattern[] = [
  { path: 'select|selectDistinct|selectDistinctOn|$count', effect: 'read', lazy: true },
  { path: 'with().select|selectDistinct', effect: 'read', lazy: true },
  { path: 'query.*.findMany|findFirst', effect: 'read', lazy: true },
  { path: 'insert|update|delete|refreshMaterializedView|execute', effect: 'write', lazy: true },
  { path: 'with().insert|update|delete', effect: 'write', lazy: true },
  { path: 'transaction|batch', effect: 'write' },
];

/** `drizzle(client)`, `drizzle({ client })`, `drizzle(url)`, `drizzle({ connection })`. */
export const drizzleMaker: Maker = {
  path: 'drizzle',
  by: 'call',
  optionsAt: [0],
  urlAt: 0,
  urlIn: ['connection', 'connection.connectionString'],
  inner: { argument: 0, property: 'client' },
};

/** A driver's options, under `connection`. */
export function underConnection(options: TimeoutFacts['options']): TimeoutFacts['options'] {
  return Object.fromEntries(Object.entries(options).map(([name, option]): readonly [string, TimeoutOption] => [name, moved(option)]));
}

function moved(option: TimeoutOption): TimeoutOption {
  return option.place.at === 'client' ? { ...option, place: { at: 'client', path: `connection.${option.place.path}` } } : option;
}

export const drizzleDatabase: Pick<Client, 'name' | 'calls' | 'local' | 'self' | 'errorEvent' | 'role' | 'reported'> = {
  name: 'drizzle database',
  calls,
  local: ['$with|with|$cache.**', '$client.**'],
  self: [],
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};
