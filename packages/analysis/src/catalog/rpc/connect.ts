import type { Client, Library, OptionPlace, TimeoutOption } from '../schema.js';

const whole = ['dns', 'connect', 'request', 'headers', 'body'] as const;
const durationAt = (place: OptionPlace): TimeoutOption => ({ place, unit: 'ms', disabled: [0], covers: whole });

const client: Client = {
  name: 'Connect client',
  makers: [{ path: 'createClient|createPromiseClient|createCallbackClient', by: 'call', optionsAt: [1] }],
  types: ['Client', 'PromiseClient', 'CallbackClient'],
  // Methods are named by the service.
  calls: [{ path: '*', effect: 'write' }],
  local: [],
  self: [],
  timeout: {
    options: {
      defaultTimeoutMs: durationAt({ at: 'client', path: 'defaultTimeoutMs' }),
      timeoutMs: durationAt({ at: 'call', argument: 1, path: 'timeoutMs' }),
      signal: { place: { at: 'call', argument: 1, path: 'signal' }, unit: 'ms', disabled: [], covers: whole, isSignal: true },
      interceptors: { place: { at: 'client', path: 'interceptors' }, unit: 'ms', disabled: [], covers: [], isCustom: true },
    },
    sufficient: [['defaultTimeoutMs'], ['timeoutMs'], ['signal']],
    default: [{ versions: '*', ms: null, phrase: 'Connect has none by default' }],
    // A deadline for all methods would cut those that stream.
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

/** Of a transport for Node: in browsers nothing is judged. */
export const connect: Library = {
  name: 'Connect',
  dependency: 'RPC peer',
  kind: 'rpc',
  packages: ['@connectrpc/connect'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  optionHolders: [{ packages: ['@connectrpc/connect-node'], path: 'createConnectTransport|createGrpcTransport|createGrpcWebTransport', argument: 0 }],
  source: [
    'https://connectrpc.com/docs/node/timeouts/',
    '@connectrpc/connect/dist/esm/protocol-connect/transport.js (defaultTimeoutMs)',
    '@connectrpc/connect/dist/esm/call-options.d.ts (timeoutMs)',
  ],
  verified: 'source',
};
