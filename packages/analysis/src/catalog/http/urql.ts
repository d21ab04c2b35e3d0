import type { Client, Library } from '../schema.js';
import { fetchTimeout, globalDispatcher } from './fetch.js';

const client: Client = {
  name: 'urql client',
  makers: [
    // A path of the page's own origin is browser code.
    { path: 'Client', by: 'new', optionsAt: [0], notWith: [{ path: 'url', is: ['/*'] }] },
    { path: 'createClient', by: 'call', optionsAt: [0], notWith: [{ path: 'url', is: ['/*'] }] },
  ],
  types: ['Client'],
  calls: [
    { path: 'query|executeQuery', effect: 'read', lazy: true },
    { path: 'mutation|executeMutation', effect: 'write', lazy: true },
    { path: 'subscription|executeSubscription', effect: 'blocking', lazy: true },
  ],
  local: ['readQuery', 'createRequestOperation', 'reexecuteOperation'],
  self: [],
  timeout: {
    options: {
      fetch: { place: { at: 'client', path: 'fetch' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
      'signal in fetchOptions': {
        place: { at: 'client', path: 'fetchOptions.signal' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'wrong-place', why: 'urql puts a signal of its own in its place' },
      },
    },
    sufficient: [],
    default: fetchTimeout.default,
    insertions: [],
    remedy: 'Give it a fetch that sets a signal for each request.',
  },
  errorEvent: { unheard: 'none' },
  failures: 'answered',
  role: 'other',
  reported: 'creation',
};

/** On a server: what runs in browsers is not judged. */
export const urql: Library = {
  name: 'urql',
  dependency: 'GraphQL peer',
  kind: 'http',
  packages: ['@urql/core', 'urql'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://nearform.com/open-source/urql/docs/api/core/', '@urql/core/dist/urql-core-chunk.js (makeFetchSource sets fetchOptions.signal)'],
  verified: 'experiment',
};
