import type { InsertedProperty, Insertion } from '../schema.js';

/** Options of the request handler, written as a plain object, which stands for a handler from 3.521 on. */
export function insertedHandler(properties: readonly InsertedProperty[]): Insertion {
  return {
    versions: '>=3.521.0',
    at: { place: 'client' },
    properties: [{ name: 'requestHandler', value: { properties } }],
    notWith: [],
    notWithBlockingCalls: true,
  };
}
