import type { Library, ProcessWide, TimeoutFacts } from '../schema.js';

/** Of the global and of undici's own `fetch`: the signal is the one deadline; the dispatcher's two limits bound silence. */
export const fetchTimeout: TimeoutFacts = {
  options: {
    signal: {
      place: { at: 'call', argument: 1, path: 'signal' },
      unit: 'ms',
      disabled: [],
      covers: ['dns', 'connect', 'request', 'headers', 'body'],
      isSignal: true,
    },
    headersTimeout: { place: { at: 'call', argument: 1, path: 'dispatcher.headersTimeout' }, unit: 'ms', disabled: [0], covers: ['headers'] },
    bodyTimeout: { place: { at: 'call', argument: 1, path: 'dispatcher.bodyTimeout' }, unit: 'ms', disabled: [0], covers: ['body'] },
    timeout: {
      place: { at: 'call', argument: 1, path: 'timeout' },
      unit: 'ms',
      disabled: [],
      covers: [],
      weakness: { kind: 'no-such-option', why: 'fetch has no such option and ignores it' },
    },
  },
  sufficient: [['signal'], ['headersTimeout', 'bodyTimeout']],
  // Connecting takes 10 s at most; the body may then be silent for 300 s more.
  default: [{ versions: '*', ms: 300_000, phrase: 'undici gives up on headers after 300 s', endlessInDeno: 'Deno’s fetch has no limit' }],
  insertions: [
    {
      versions: '*',
      at: { place: 'call', argument: 1 },
      properties: [{ name: 'signal', value: { signal: 'http' } }],
      notWith: [],
      notWithBlockingCalls: false,
    },
  ],
};

/** It bounds what goes through Node's own fetch, SDKs that do included; with one of a second, the fetch of Deno 2.9.6 still waited after 8 s. */
export const globalDispatcher: ProcessWide = {
  by: 'call',
  package: 'undici',
  path: 'setGlobalDispatcher',
  optionsOf: 0,
  sufficient: [['headersTimeout', 'bodyTimeout']],
  boundsClients: true,
  nodeOnly: true,
};

export const fetch: Library = {
  name: 'fetch',
  dependency: 'HTTP peer',
  kind: 'http',
  packages: [],
  globals: ['fetch'],
  functions: [{ path: '', effect: 'read', timeout: fetchTimeout }],
  clients: [],
  processWide: [globalDispatcher],
  optionHolders: [
    { packages: ['undici'], path: 'Agent|ProxyAgent|EnvHttpProxyAgent', argument: 0 },
    { packages: ['undici'], path: 'Pool|Client|BalancedPool', argument: 1 },
  ],
  // Deno 2.9.6: no headers, and no rest of a body, were still waited for after 700 s; Node gave up on both after 300 s.
  source: [
    'https://nodejs.org/api/globals.html#fetch',
    'https://undici.nodejs.org/#/docs/api/Client',
    'undici/lib/dispatcher/client.js (headersTimeout, bodyTimeout: 300e3)',
    'undici/lib/core/connect.js (timeout: 10e3)',
  ],
  verified: 'experiment',
};
