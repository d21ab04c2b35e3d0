import type { Client, Library, OptionPlace, TimeoutFacts, TimeoutOption } from '../schema.js';
import { fetchTimeout, globalDispatcher } from './fetch.js';

const signalAt = (place: OptionPlace): TimeoutOption => ({
  place,
  unit: 'ms',
  disabled: [],
  covers: ['dns', 'connect', 'request', 'headers', 'body'],
  isSignal: true,
});

/** `request(url, document)`, `request({ url, document, signal })`. */
const requestTimeout: TimeoutFacts = {
  options: { signal: signalAt({ at: 'call', argument: 0, path: 'signal' }) },
  sufficient: [['signal']],
  default: fetchTimeout.default,
  insertions: [
    {
      versions: '*',
      at: { place: 'call', argument: 0 },
      when: { argument: 0, is: 'object' },
      properties: [{ name: 'signal', value: { signal: 'http' } }],
      notWith: [],
      notWithBlockingCalls: false,
      answersWhole: true,
    },
  ],
};

const client: Client = {
  name: 'GraphQL client',
  // A path of the page's own origin is browser code.
  makers: [{ path: 'GraphQLClient', by: 'new', optionsAt: [1], urlAt: 0, notWith: [{ path: '', is: ['/*'] }] }],
  types: ['GraphQLClient'],
  calls: [{ path: 'request|rawRequest|batchRequests', effect: 'read' }],
  local: ['setHeader', 'setHeaders', 'setEndpoint'],
  self: ['setHeader()', 'setHeaders()', 'setEndpoint()'],
  timeout: {
    options: {
      fetch: { place: { at: 'client', path: 'fetch' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
      signal: signalAt({ at: 'call', argument: 0, path: 'signal' }),
      'signal of the client': signalAt({ at: 'client', path: 'signal' }),
      timeout: {
        place: { at: 'client', path: 'timeout' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'no-such-option', why: 'graphql-request has no such option and ignores it' },
      },
    },
    sufficient: [['signal'], ['signal of the client']],
    default: fetchTimeout.default,
    insertions: [],
    remedy: 'Give it a fetch that sets a signal for each request.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const graphqlRequest: Library = {
  name: 'graphql-request',
  dependency: 'GraphQL peer',
  kind: 'http',
  packages: ['graphql-request'],
  globals: [],
  functions: [
    { path: '', effect: 'read', timeout: requestTimeout },
    { path: 'request|rawRequest|batchRequests', effect: 'read', timeout: requestTimeout },
  ],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://github.com/graffle-js/graffle/tree/graphql-request', 'graphql-request/build/legacy/classes/GraphQLClient.js (fetchOptions)'],
  verified: 'experiment',
};
