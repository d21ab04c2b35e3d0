import type { CallPattern, Client, DefaultBound, Insertion, Library, TimeoutFacts, TimeoutOption } from '../schema.js';

/** Methods by where their config stands: `get(url, config)`, `post(url, data, config)`. */
const withoutBody = 'get|delete|head|options';
const withBody = 'post|put|patch|postForm|putForm|patchForm';

/** Values of `timeout` that axios takes for none; Infinity is refused. */
const none = [0, false, null];

function timeoutAt(argument: number, methods?: string): TimeoutOption {
  const place = { at: 'call', argument, path: 'timeout', ...(methods === undefined ? {} : { methods }) } as const;
  return { place, unit: 'ms', disabled: none, covers: ['dns', 'connect', 'request', 'headers', 'body'] };
}

function signalAt(argument: number, path: 'signal' | 'cancelToken', methods?: string): TimeoutOption {
  const place = { at: 'call', argument, path, ...(methods === undefined ? {} : { methods }) } as const;
  return { place, unit: 'ms', disabled: [], covers: ['dns', 'connect', 'request', 'headers', 'body'], isSignal: true };
}

function timeoutInBody(methods?: string): TimeoutOption {
  return {
    place: { at: 'call', argument: 1, path: 'timeout', ...(methods === undefined ? {} : { methods }) },
    unit: 'ms',
    disabled: [],
    covers: [],
    weakness: { kind: 'wrong-place', why: 'it stands in the body that is sent: the options are the third argument' },
  };
}

const defaults: readonly [DefaultBound] = [{ versions: '*', ms: null, phrase: 'axios has none by default' }];

function insertAt(argument: number, when?: Insertion['when']): Insertion {
  return {
    versions: '*',
    at: { place: 'call', argument },
    properties: [{ name: 'timeout', value: { setting: 'http', times: 1 } }],
    ...(when === undefined ? {} : { when }),
    notWith: [],
    notWithBlockingCalls: false,
  };
}

/** `axios.get(url, config)`. */
const configSecond: TimeoutFacts = {
  options: { timeout: timeoutAt(1), signal: signalAt(1, 'signal'), cancelToken: signalAt(1, 'cancelToken') },
  sufficient: [['timeout'], ['signal'], ['cancelToken']],
  default: defaults,
  insertions: [insertAt(1)],
};

/** `axios.post(url, data, config)`. */
const configThird: TimeoutFacts = {
  options: { timeout: timeoutAt(2), signal: signalAt(2, 'signal'), cancelToken: signalAt(2, 'cancelToken'), 'timeout in the body': timeoutInBody() },
  sufficient: [['timeout'], ['signal'], ['cancelToken']],
  default: defaults,
  insertions: [insertAt(2)],
};

/** `axios(config)`, `axios(url, config)`, `axios.request(config)`, `axios.request(url, config)`. */
const configFirstOrSecond: TimeoutFacts = {
  options: {
    timeout: timeoutAt(0),
    'timeout beside the URL': timeoutAt(1),
    signal: signalAt(0, 'signal'),
    'signal beside the URL': signalAt(1, 'signal'),
    cancelToken: signalAt(0, 'cancelToken'),
    'cancelToken beside the URL': signalAt(1, 'cancelToken'),
  },
  sufficient: [['timeout'], ['timeout beside the URL'], ['signal'], ['signal beside the URL'], ['cancelToken'], ['cancelToken beside the URL']],
  default: defaults,
  insertions: [insertAt(0, { argument: 0, is: 'object' }), insertAt(1, { argument: 0, is: 'text' })],
};

/** Of an instance, or of what wraps one with the same methods: its own `timeout`, or that of each call. */
export const instanceTimeout: TimeoutFacts = {
  options: {
    timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: none, covers: ['dns', 'connect', 'request', 'headers', 'body'] },
    'timeout of this call': timeoutAt(1, withoutBody),
    'timeout of this call with a body': timeoutAt(2, withBody),
    'timeout of this request': timeoutAt(0, 'request'),
    'timeout of this call of the instance': timeoutAt(0, ''),
    'timeout beside the URL': timeoutAt(1, ''),
    signal: signalAt(1, 'signal', withoutBody),
    'signal of this call with a body': signalAt(2, 'signal', withBody),
    'signal of this request': signalAt(0, 'signal', 'request'),
    'signal of this call of the instance': signalAt(0, 'signal', ''),
    'signal beside the URL': signalAt(1, 'signal', ''),
    'timeout in the body': timeoutInBody(withBody),
  },
  sufficient: [
    ['timeout'],
    ['timeout of this call'],
    ['timeout of this call with a body'],
    ['timeout of this request'],
    ['timeout of this call of the instance'],
    ['timeout beside the URL'],
    ['signal'],
    ['signal of this call with a body'],
    ['signal of this request'],
    ['signal of this call of the instance'],
    ['signal beside the URL'],
  ],
  default: defaults,
  insertions: [
    {
      versions: '*',
      at: { place: 'client' },
      properties: [{ name: 'timeout', value: { setting: 'http', times: 1 } }],
      notWith: [],
      notWithBlockingCalls: false,
    },
  ],
};

/** The method of `request` and of a called instance is in its config: GET by default. */
export const instanceCalls: readonly CallPattern[] = [
  { path: '', effect: 'read' },
  { path: 'request|get|head|options', effect: 'read' },
  { path: 'post|put|patch|delete|postForm|putForm|patchForm', effect: 'write' },
];

const instance: Client = {
  name: 'axios instance',
  makers: [
    { path: 'create', by: 'call', optionsAt: [0] },
    { path: 'Axios', by: 'new', optionsAt: [0] },
  ],
  types: ['AxiosInstance', 'AxiosStatic', 'Axios'],
  calls: instanceCalls,
  local: ['interceptors.**', 'defaults.**', 'getUri'],
  // instance.create(config) keeps the instance's own config.
  self: ['create()'],
  timeout: instanceTimeout,
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const axios: Library = {
  name: 'axios',
  dependency: 'HTTP peer',
  kind: 'http',
  packages: ['axios'],
  globals: [],
  functions: [
    { path: '', effect: 'read', timeout: configFirstOrSecond },
    { path: 'request', effect: 'read', timeout: configFirstOrSecond },
    { path: 'get|head|options', effect: 'read', timeout: configSecond },
    { path: 'delete', effect: 'write', timeout: configSecond },
    { path: 'post|put|patch|postForm|putForm|patchForm', effect: 'write', timeout: configThird },
  ],
  clients: [instance],
  // Of the main export for all, of an instance for its own calls.
  processWide: [{ by: 'assignment', path: 'defaults.timeout', bounds: true }],
  source: [
    'https://axios-http.com/docs/req_config',
    'https://axios-http.com/docs/config_defaults',
    'axios/lib/defaults/index.js (timeout: 0)',
    'axios/lib/adapters/http.js (connecting and silence; a body that drips is not bounded)',
  ],
  verified: 'experiment',
};
