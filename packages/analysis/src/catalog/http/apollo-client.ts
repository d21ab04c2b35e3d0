import type { Client, Library } from '../schema.js';
import { fetchTimeout, globalDispatcher } from './fetch.js';

const client: Client = {
  name: 'Apollo client',
  // A path of the page's own origin is browser code.
  makers: [{ path: 'ApolloClient', by: 'new', optionsAt: [0], notWith: [{ path: 'uri', is: ['/*'] }] }],
  types: ['ApolloClient'],
  calls: [
    { path: 'query|refetchQueries|reFetchObservableQueries|resetStore', effect: 'read' },
    { path: 'mutate', effect: 'write' },
    { path: 'subscribe|watchQuery', effect: 'blocking' },
  ],
  local: [
    'readQuery', 'readFragment', 'writeQuery', 'writeFragment', 'cache.**', 'clearStore', 'stop', 'onResetStore', 'onClearStore',
    'extract', 'restore', 'setLink',
  ],
  self: [],
  timeout: {
    options: {
      signal: {
        place: { at: 'call', argument: 0, path: 'context.fetchOptions.signal' },
        unit: 'ms',
        disabled: [],
        covers: ['dns', 'connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
      fetch: { place: { at: 'client', path: 'link.fetch' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
      'signal of the link': {
        place: { at: 'client', path: 'link.fetchOptions.signal' },
        unit: 'ms',
        disabled: [],
        covers: ['dns', 'connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
    },
    sufficient: [['signal'], ['signal of the link']],
    default: fetchTimeout.default,
    insertions: [],
    remedy: 'Give its HttpLink a fetch that sets a signal for each request.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

const packages = ['@apollo/client', '@apollo/client/core', '@apollo/client/link/http'];

/** On a server: what runs in browsers is not judged. A link that is put together of several leaves it unknown. */
export const apolloClient: Library = {
  name: '@apollo/client',
  dependency: 'GraphQL peer',
  kind: 'http',
  packages: ['@apollo/client', '@apollo/client/core'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  optionHolders: [{ packages, path: 'HttpLink|createHttpLink', argument: 0 }],
  source: ['https://www.apollographql.com/docs/react/api/link/apollo-link-http', '@apollo/client/link/http/BaseHttpLink.js (fetcher, fetchOptions)'],
  verified: 'experiment',
};
