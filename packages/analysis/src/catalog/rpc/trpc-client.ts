import type { Client, Library } from '../schema.js';
import { fetchTimeout, globalDispatcher } from '../http/fetch.js';

const links = 'httpLink|httpBatchLink|httpBatchStreamLink|unstable_httpBatchStreamLink|loggerLink|retryLink';

const client: Client = {
  name: 'tRPC client',
  makers: [{ path: 'createTRPCClient|createTRPCProxyClient', by: 'call', optionsAt: [0] }],
  types: ['TRPCClient', 'CreateTRPCClient', 'CreateTRPCProxyClient'],
  // Procedures stand at any depth: `client.post.byId.query(id)`.
  calls: [
    { path: '**.query', effect: 'read' },
    { path: '**.mutate', effect: 'write' },
    { path: '**.subscribe', effect: 'blocking' },
  ],
  local: [],
  self: [],
  timeout: {
    options: {
      signal: {
        place: { at: 'call', argument: 1, path: 'signal' },
        unit: 'ms',
        disabled: [],
        covers: ['dns', 'connect', 'request', 'headers', 'body'],
        isSignal: true,
      },
      fetch: { place: { at: 'client', path: 'links.fetch' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
    },
    sufficient: [['signal']],
    default: fetchTimeout.default,
    insertions: [],
    remedy: 'Give its link a fetch that sets a signal for each request.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

/** On a server: what runs in browsers is not judged. Links of other kinds leave it unknown. */
export const trpcClient: Library = {
  name: '@trpc/client',
  dependency: 'tRPC peer',
  kind: 'rpc',
  packages: ['@trpc/client'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  optionHolders: [{ packages: ['@trpc/client'], path: links, argument: 0 }],
  source: [
    'https://trpc.io/docs/client/vanilla/aborting-procedure-calls',
    'https://trpc.io/docs/client/links/httpLink',
    '@trpc/client/dist/httpUtils (fetch, signal)',
  ],
  verified: 'experiment',
};
