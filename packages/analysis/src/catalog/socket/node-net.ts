import { noDeadline, type Client, type ErrorEvent, type Library } from '../schema.js';

/** Functions of Node that hear the errors of a stream handed to them. */
const hearing: Extract<ErrorEvent, { unheard: 'crash' | 'log' }>['listenedBy'] = [
  { package: 'node:events', path: 'once|on' },
  { package: 'node:stream', path: 'pipeline|finished' },
  { package: 'node:stream/promises', path: 'pipeline|finished' },
  // Messages that are made by hand: nothing connects the socket that they want.
  { package: 'node:http', path: 'IncomingMessage|ServerResponse' },
];

const socket: Client = {
  name: 'socket',
  makers: [
    { path: 'connect|createConnection', by: 'call', optionsAt: [0] },
    { path: 'Socket', by: 'new', optionsAt: [0] },
    { path: 'createServer', by: 'call', optionsAt: [], given: 'callback' },
    { path: 'Server', by: 'new', optionsAt: [], given: 'callback' },
    { path: 'createServer', by: 'call', optionsAt: [], given: { event: 'connection' } },
    { path: 'createServer', by: 'call', optionsAt: [], given: { event: 'secureConnection' } },
    { path: 'Server', by: 'new', optionsAt: [], given: { event: 'connection' } },
  ],
  types: ['Socket', 'TLSSocket'],
  calls: [{ path: 'destroy|end|destroySoon', effect: 'shutdown' }],
  local: ['on|once|off|addListener|removeListener|connect|write|pipe|pause|resume|setTimeout|setNoDelay|setKeepAlive|ref|unref'],
  self: ['on()|once()|off()|connect()|setTimeout()|setNoDelay()|setKeepAlive()|ref()|unref()|setEncoding()'],
  timeout: noDeadline,
  errorEvent: {
    unheard: 'crash',
    loss: 'A connection that is refused or lost',
    when: "Node emits 'error' on the socket",
    listenedBy: hearing,
    logMessage: 'Socket failed',
  },
  role: 'other',
  reported: 'nowhere',
};

export const nodeNet: Library = {
  name: 'node:net',
  dependency: 'TCP peer',
  kind: 'socket',
  packages: ['node:net', 'node:tls'],
  globals: [],
  functions: [],
  clients: [socket],
  processWide: [],
  source: [
    'https://nodejs.org/api/net.html#event-error_1',
    'https://nodejs.org/api/tls.html#tlsconnectoptions-callback',
    'https://nodejs.org/api/events.html#error-events',
  ],
  verified: 'experiment',
};
