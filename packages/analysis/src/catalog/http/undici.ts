import type { CallPattern, Client, Library, Maker, TimeoutFacts } from '../schema.js';
import { fetch, fetchTimeout } from './fetch.js';

/** Not a deadline for the whole: each counts silence, so that a slow upload or a long stream survives. Its timers tick once a second. */
const limits = {
  properties: [
    { name: 'headersTimeout', value: { setting: 'http', times: 1 } },
    { name: 'bodyTimeout', value: { setting: 'http', times: 1 } },
  ],
  notWith: [],
  notWithBlockingCalls: false,
} as const;

/** `request(url, options)`. */
const requestTimeout: TimeoutFacts = {
  options: {
    headersTimeout: { place: { at: 'call', argument: 1, path: 'headersTimeout' }, unit: 'ms', disabled: [0], covers: ['headers'] },
    bodyTimeout: { place: { at: 'call', argument: 1, path: 'bodyTimeout' }, unit: 'ms', disabled: [0], covers: ['body'] },
    signal: {
      place: { at: 'call', argument: 1, path: 'signal' },
      unit: 'ms',
      disabled: [],
      covers: ['dns', 'connect', 'request', 'headers', 'body'],
      isSignal: true,
    },
    'headersTimeout of its dispatcher': {
      place: { at: 'call', argument: 1, path: 'dispatcher.headersTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['headers'],
    },
    'bodyTimeout of its dispatcher': {
      place: { at: 'call', argument: 1, path: 'dispatcher.bodyTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['body'],
    },
    timeout: {
      place: { at: 'call', argument: 1, path: 'timeout' },
      unit: 'ms',
      disabled: [],
      covers: [],
      weakness: { kind: 'no-such-option', why: 'undici has no such option and ignores it' },
    },
  },
  sufficient: [['headersTimeout', 'bodyTimeout'], ['signal'], ['headersTimeout of its dispatcher', 'bodyTimeout of its dispatcher']],
  default: fetchTimeout.default,
  insertions: [{ versions: '*', at: { place: 'call', argument: 1 }, ...limits }],
};

/** `new Agent(options).request(options)`. */
const dispatcherTimeout: TimeoutFacts = {
  options: {
    headersTimeout: { place: { at: 'client', path: 'headersTimeout' }, unit: 'ms', disabled: [0], covers: ['headers'] },
    bodyTimeout: { place: { at: 'client', path: 'bodyTimeout' }, unit: 'ms', disabled: [0], covers: ['body'] },
    'headersTimeout of this call': { place: { at: 'call', argument: 0, path: 'headersTimeout' }, unit: 'ms', disabled: [0], covers: ['headers'] },
    'bodyTimeout of this call': { place: { at: 'call', argument: 0, path: 'bodyTimeout' }, unit: 'ms', disabled: [0], covers: ['body'] },
    signal: {
      place: { at: 'call', argument: 0, path: 'signal' },
      unit: 'ms',
      disabled: [],
      covers: ['dns', 'connect', 'request', 'headers', 'body'],
      isSignal: true,
    },
    // Limits of their own, 10 s by default: nobody takes them for a deadline.
    connectTimeout: { place: { at: 'client', path: 'connectTimeout' }, unit: 'ms', disabled: [0], covers: ['connect'] },
    'connect.timeout': { place: { at: 'client', path: 'connect.timeout' }, unit: 'ms', disabled: [0], covers: ['connect'] },
  },
  sufficient: [['headersTimeout', 'bodyTimeout'], ['headersTimeout of this call', 'bodyTimeout of this call'], ['signal']],
  default: fetchTimeout.default,
  insertions: [{ versions: '*', at: { place: 'call', argument: 0 }, when: { argument: 0, is: 'object' }, ...limits }],
};

const calls: readonly CallPattern[] = [
  { path: 'request|stream|pipeline', effect: 'read' },
  { path: 'dispatch|upgrade', effect: 'write' },
  { path: 'connect', effect: 'connect' },
  { path: 'close|destroy', effect: 'shutdown' },
];

const makers: readonly Maker[] = [
  { path: 'Agent|ProxyAgent|EnvHttpProxyAgent', by: 'new', optionsAt: [0] },
  { path: 'Pool|Client|BalancedPool|RoundRobinPool', by: 'new', optionsAt: [1], urlAt: 0 },
  { path: 'RetryAgent', by: 'new', optionsAt: [1], inner: { argument: 0 } },
];

/** A finding stands at the request: most dispatchers are made for `fetch(url, { dispatcher, signal })`, whose signal bounds it. */
const dispatcher: Client = {
  name: 'undici dispatcher',
  makers,
  types: ['Dispatcher', 'Agent', 'Pool', 'Client', 'BalancedPool', 'RetryAgent', 'ProxyAgent'],
  calls,
  local: ['on', 'once', 'off', 'compose', 'closed', 'destroyed', 'stats.**'],
  self: ['compose()', 'on()', 'once()', 'off()'],
  timeout: dispatcherTimeout,
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'call',
};

export const undici: Library = {
  name: 'undici',
  dependency: 'HTTP peer',
  kind: 'http',
  packages: ['undici'],
  globals: [],
  functions: [
    { path: 'fetch', effect: 'read', timeout: fetchTimeout },
    { path: 'request|stream|pipeline', effect: 'read', timeout: requestTimeout },
    { path: 'upgrade', effect: 'write', timeout: requestTimeout },
    { path: 'connect', effect: 'connect', timeout: requestTimeout },
  ],
  clients: [dispatcher],
  processWide: fetch.processWide,
  optionHolders: [
    { packages: ['undici'], path: 'Agent|ProxyAgent|EnvHttpProxyAgent', argument: 0 },
    { packages: ['undici'], path: 'Pool|Client|BalancedPool', argument: 1 },
  ],
  source: [
    'https://undici.nodejs.org/#/docs/api/Dispatcher',
    'https://undici.nodejs.org/#/docs/api/Client',
    'undici/lib/dispatcher/client.js (headersTimeout, bodyTimeout: 300e3)',
  ],
  verified: 'experiment',
};
