import type { Client, ClientlessCalls, Library, OptionPlace, TimeoutFacts, TimeoutOption } from '../schema.js';
import { fetchTimeout, globalDispatcher } from './fetch.js';

/** Up to the headers, and not at all beside a signal. */
const timeoutAt = (place: OptionPlace): TimeoutOption => ({ place, unit: 'ms', disabled: [0], covers: ['dns', 'connect', 'request', 'headers'] });
const signalAt = (place: OptionPlace): TimeoutOption => ({
  place,
  unit: 'ms',
  disabled: [],
  covers: ['dns', 'connect', 'request', 'headers', 'body'],
  isSignal: true,
});

const inCall = (path: string): OptionPlace => ({ at: 'call', argument: 1, path });
const properties = [{ name: 'timeout', value: { setting: 'http', times: 1 } }] as const;
const notWith = [{ path: 'signal', value: 'any' }] as const;

const callTimeout: TimeoutFacts = {
  options: { timeout: timeoutAt(inCall('timeout')), signal: signalAt(inCall('signal')) },
  sufficient: [['timeout'], ['signal']],
  default: fetchTimeout.default,
  insertions: [{ versions: '*', at: { place: 'call', argument: 1 }, properties, notWith, notWithBlockingCalls: false }],
};

const functionsAt = (path: string): readonly ClientlessCalls[] => [
  { path, effect: 'read', timeout: callTimeout },
  { path: path === '' ? 'raw' : `${path}.raw`, effect: 'read', timeout: callTimeout },
  { path: path === '' ? 'native' : `${path}.native`, effect: 'read', timeout: fetchTimeout },
];

const instance: Client = {
  name: 'ofetch instance',
  // A path of the page's own origin is browser code.
  makers: [{ path: 'ofetch|$fetch.create', by: 'call', optionsAt: [0], notWith: [{ path: 'baseURL', is: ['/*'] }] }],
  types: ['$Fetch'],
  calls: [{ path: '', effect: 'read' }, { path: 'raw|native', effect: 'read' }],
  local: [],
  self: ['create()'],
  timeout: {
    options: {
      timeout: timeoutAt({ at: 'client', path: 'timeout' }),
      'timeout of this call': timeoutAt(inCall('timeout')),
      signal: signalAt(inCall('signal')),
    },
    sufficient: [['timeout'], ['timeout of this call'], ['signal']],
    default: fetchTimeout.default,
    insertions: [{ versions: '*', at: { place: 'client' }, properties, notWith, notWithBlockingCalls: false }],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

/** `$fetch` is a global of Nuxt and Nitro. */
export const ofetch: Library = {
  name: 'ofetch',
  dependency: 'HTTP peer',
  kind: 'http',
  packages: ['ofetch', 'ohmyfetch'],
  globals: ['$fetch'],
  functions: [...functionsAt(''), ...functionsAt('ofetch|$fetch')],
  clients: [instance],
  processWide: [globalDispatcher],
  source: [
    'https://github.com/unjs/ofetch#%EF%B8%8F-timeout',
    'ofetch/dist/shared (abortTimeout is cleared with the headers, and not set beside a signal)',
  ],
  verified: 'experiment',
};
