import type { Client, Library } from '../schema.js';

/** `emit` keeps nobody waiting. `timeout(ms).emitWithAck()` is another client of the same options, and bounded. */
const socket: Client = {
  name: 'socket.io client',
  makers: [
    { path: 'io', by: 'call', optionsAt: [0, 1], urlAt: 0 },
    { path: '', by: 'call', optionsAt: [0, 1], urlAt: 0 },
    { path: 'connect', by: 'call', optionsAt: [0, 1], urlAt: 0 },
  ],
  types: ['Socket'],
  calls: [
    { path: 'emitWithAck', effect: 'write' },
    { path: 'disconnect|close', effect: 'shutdown' },
  ],
  local: ['on|once|off|onAny|emit|send|connect|open|timeout|io.**'],
  self: ['on()|once()|off()|volatile|compress()'],
  timeout: {
    options: {
      ackTimeout: { place: { at: 'client', path: 'ackTimeout' }, unit: 'ms', disabled: [], covers: ['queue', 'connect', 'request', 'headers'] },
      timeout: {
        place: { at: 'client', path: 'timeout' },
        unit: 'ms',
        disabled: [false],
        covers: ['connect'],
        weakness: { kind: 'connect-only', why: 'it ends one attempt to connect: an acknowledgement is waited for, for ever' },
      },
    },
    sufficient: [['ackTimeout']],
    default: [{ versions: '*', ms: null, phrase: 'socket.io waits for an acknowledgement without end' }],
    insertions: [],
    remedy: 'An acknowledgement is bounded by `socket.timeout(ms).emitWithAck(…)`.',
  },
  // A connection that fails is told in 'connect_error', which may go unheard.
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'call',
};

export const socketIoClient: Library = {
  name: 'socket.io-client',
  dependency: 'socket.io peer',
  kind: 'socket',
  packages: ['socket.io-client'],
  globals: [],
  functions: [],
  clients: [socket],
  processWide: [],
  source: ['https://socket.io/docs/v4/client-options/#acktimeout', 'socket.io-client/build/esm/socket.js (_registerAckCallback)'],
  verified: 'experiment',
};
