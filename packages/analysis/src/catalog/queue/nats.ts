import type { CallPattern, Client, Library } from '../schema.js';

/** `publish` writes to a buffer. `flush` is left out: it alone waits without end, and nobody answers a user after it. */
const calls: readonly CallPattern[] = [
  { path: 'request', effect: 'write' },
  { path: 'requestMany|rtt', effect: 'read' },
  { path: 'subscribe', effect: 'blocking' },
  { path: 'jetstream().publish', effect: 'write' },
  { path: 'jetstream().views.kv|os', effect: 'read' },
  { path: 'jetstreamManager', effect: 'read' },
  { path: 'jetstreamManager().getAccountInfo|getAccountStats', effect: 'read' },
  { path: 'jetstreamManager().streams|consumers.add|update|delete|purge|getMessage|deleteMessage', effect: 'write' },
  { path: 'drain|close|closed', effect: 'shutdown' },
];

const connection: Client = {
  name: 'NATS connection',
  makers: [{ path: 'connect', by: 'call', optionsAt: [0], promised: true }],
  types: ['NatsConnection', 'NatsConnectionImpl'],
  calls,
  local: ['publish|publishMessage|respondMessage|status|stats|isClosed|isDraining|getServer|info|jetstream|flush'],
  self: [],
  timeout: {
    options: {
      timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [], covers: ['connect', 'handshake'] },
      'timeout of request': {
        place: { at: 'call', argument: 2, path: 'timeout', methods: 'request' },
        unit: 'ms',
        disabled: [],
        covers: ['request', 'headers', 'body'],
      },
    },
    sufficient: [['timeout'], ['timeout of request']],
    // A request ends after 1 s, one of JetStream after 5 s.
    default: [{ versions: '*', ms: 20_000, phrase: 'NATS gives up on connecting after 20 s and on a request after 1 s' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const nats: Library = {
  name: 'nats',
  dependency: 'NATS',
  kind: 'queue',
  packages: ['nats', '@nats-io/transport-node', '@nats-io/nats-core'],
  globals: [],
  functions: [],
  clients: [connection],
  processWide: [],
  source: [
    'https://github.com/nats-io/nats.js#readme',
    'nats/lib/nats-base-client/nats.js (request: 1000)',
    'nats/lib/nats-base-client/options.js (DEFAULT_CONNECT_TIMEOUT)',
  ],
  verified: 'experiment',
};
