import type { CallPattern, Client, Library, OptionPlace, TimeoutFacts, TimeoutOption } from '../schema.js';

/** `request(options)`, `request(url, options)`. A body that drips is not bounded. */
function timeoutAt(place: OptionPlace): TimeoutOption {
  return { place, unit: 'ms', disabled: [0, null], covers: ['dns', 'connect', 'request', 'headers', 'body'] };
}

const properties = [{ name: 'timeout', value: { setting: 'http', times: 1 } }] as const;

const callTimeout: TimeoutFacts = {
  options: {
    timeout: timeoutAt({ at: 'call', argument: 0, path: 'timeout' }),
    'timeout beside the URL': timeoutAt({ at: 'call', argument: 1, path: 'timeout' }),
  },
  sufficient: [['timeout'], ['timeout beside the URL']],
  default: [{ versions: '*', ms: null, phrase: 'request has none by default' }],
  insertions: [
    { versions: '*', at: { place: 'call', argument: 0 }, when: { argument: 0, is: 'object' }, properties, notWith: [], notWithBlockingCalls: false },
    { versions: '*', at: { place: 'call', argument: 1 }, when: { argument: 0, is: 'text' }, properties, notWith: [], notWithBlockingCalls: false },
  ],
};

const calls: readonly CallPattern[] = [
  { path: '', effect: 'read' },
  { path: 'get|head|options', effect: 'read' },
  { path: 'post|put|patch|del|delete', effect: 'write' },
];

const instance: Client = {
  name: 'request instance',
  makers: [{ path: 'defaults', by: 'call', optionsAt: [0] }],
  types: ['RequestAPI'],
  calls,
  local: ['jar', 'cookie'],
  self: ['defaults()'],
  timeout: {
    options: {
      timeout: timeoutAt({ at: 'client', path: 'timeout' }),
      'timeout of this call': timeoutAt({ at: 'call', argument: 0, path: 'timeout' }),
      'timeout beside the URL': timeoutAt({ at: 'call', argument: 1, path: 'timeout' }),
    },
    sufficient: [['timeout'], ['timeout of this call'], ['timeout beside the URL']],
    default: callTimeout.default,
    insertions: [{ versions: '*', at: { place: 'client' }, properties, notWith: [], notWithBlockingCalls: false }],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

/** request-promise and its kin answer promises, with the same options. */
export const request: Library = {
  name: 'request',
  dependency: 'HTTP peer',
  kind: 'http',
  packages: ['request', 'request-promise', 'request-promise-native', 'request-promise-any'],
  globals: [],
  functions: calls.map(({ path, effect }) => ({ path, effect, timeout: callTimeout })),
  clients: [instance],
  processWide: [],
  source: [
    'https://github.com/request/request#timeouts',
    'request/request.js (Request.prototype.start)',
    'https://github.com/request/request-promise (wraps request)',
  ],
  verified: 'experiment',
};
