import { noDeadline, type Client, type Library, type TimeoutFacts, type TimeoutOption } from '../schema.js';

/** Options stand first (`request(options)`) or behind the URL (`request(url, options)`). */
function inOptions(path: string, rest: Omit<TimeoutOption, 'place' | 'unit' | 'disabled'>): TimeoutFacts['options'] {
  const option = (argument: number): TimeoutOption => ({ place: { at: 'call', argument, path }, unit: 'ms', disabled: [0], ...rest });
  return { [path]: option(0), [`${path} beside the URL`]: option(1) };
}

const requestTimeout: TimeoutFacts = {
  options: {
    ...inOptions('signal', { covers: ['dns', 'connect', 'request', 'headers', 'body'], isSignal: true }),
    // Without a timeout option it is the global agent's 5 s that emit the event.
    'its end': {
      place: { at: 'ending', event: 'timeout', methods: 'destroy|abort' },
      unit: 'ms',
      disabled: [],
      covers: ['dns', 'connect', 'request', 'headers', 'body'],
    },
    ...inOptions('timeout', {
      covers: [],
      weakness: { kind: 'warns-only', why: "it only emits 'timeout': the request goes on until a listener for that destroys it" },
    }),
    setTimeout: {
      place: { at: 'chain', method: 'setTimeout', argument: 0 },
      unit: 'ms',
      disabled: [0],
      covers: [],
      weakness: { kind: 'warns-only', why: "it only emits 'timeout': the request goes on until a listener for that destroys it" },
    },
    ...inOptions('agent.timeout', {
      covers: [],
      weakness: { kind: 'warns-only', why: "an agent's timeout only emits 'timeout' on a socket in use" },
    }),
  },
  sufficient: [['signal'], ['signal beside the URL'], ['its end']],
  default: [{ versions: '*', ms: null, phrase: 'Node has none by default, and its timeout option only emits an event' }],
  // A signal ends a request by 'error', which kills the process where nobody listens, and cuts a body that is piped.
  insertions: [],
  remedy: "A signal bounds it, or a 'timeout' listener that destroys the request.",
};

/** Known for its 'error' event only: its deadline is judged where it is made, as a call. */
const request: Client = {
  name: 'HTTP request',
  makers: [{ path: 'request|get', by: 'call', optionsAt: [0, 1] }],
  types: ['ClientRequest'],
  calls: [],
  local: [],
  self: [
    'on()', 'once()', 'addListener()', 'prependListener()', 'prependOnceListener()', 'off()', 'removeListener()', 'setTimeout()',
    'end()', 'setNoDelay()', 'setSocketKeepAlive()',
  ],
  timeout: noDeadline,
  errorEvent: {
    unheard: 'crash',
    loss: 'A failed HTTP request',
    when: "a refused or dropped connection emits 'error' on the request",
    listenedBy: [
      { package: 'node:stream', path: 'pipeline|finished' },
      { package: 'node:stream', path: 'promises.pipeline|finished' },
      { package: 'node:stream/promises', path: 'pipeline|finished' },
      { package: 'node:events', path: 'once|on' },
    ],
  },
  role: 'other',
  reported: 'nowhere',
};

export const nodeHttp: Library = {
  name: 'node:http',
  dependency: 'HTTP peer',
  kind: 'http',
  packages: ['node:http', 'node:https'],
  globals: [],
  functions: [{ path: 'request|get', effect: 'read', timeout: requestTimeout, failures: 'callback' }],
  clients: [request],
  processWide: [],
  optionHolders: [{ packages: ['node:http', 'node:https'], path: 'Agent', argument: 0 }],
  source: [
    'https://nodejs.org/api/http.html#httprequesturl-options-callback',
    'https://nodejs.org/api/http.html#requestsettimeouttimeout-callback',
    "https://nodejs.org/api/http.html#event-timeout (the request must be destroyed by hand)",
  ],
  verified: 'experiment',
};
