import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Library, TimeoutFacts, TimeoutOption, Weakness } from '../schema.js';

const channel = 'createChannel()|createConfirmChannel()';

/** `publish`, `sendToQueue`, `ack` and the like write to a buffer and answer at once. */
const calls: readonly CallPattern[] = [
  { path: 'createChannel|createConfirmChannel', effect: 'connect' },
  { path: `${channel}.checkQueue|checkExchange|get`, effect: 'read' },
  {
    path: `${channel}.${oneOf(`
      assertQueue deleteQueue purgeQueue bindQueue unbindQueue assertExchange deleteExchange bindExchange unbindExchange prefetch recover
      waitForConfirms cancel`)}`,
    effect: 'write',
  },
  // Hands over what comes, for as long as the channel lives.
  { path: `${channel}.consume`, effect: 'blocking' },
  { path: 'updateSecret', effect: 'write' },
  { path: `close`, effect: 'shutdown' },
  { path: `${channel}.close`, effect: 'shutdown' },
];

const connectOnly: Weakness = {
  kind: 'connect-only',
  why: 'it ends with the handshake: a broker that goes silent later is noticed by its own heartbeat only, after 3 minutes',
};

function heartbeat(place: TimeoutOption['place']): TimeoutOption {
  return { place, unit: 's', disabled: [0], covers: ['request', 'headers', 'body', 'idle'] };
}

/**
 * Before the handshake is over nothing but `timeout` counts; after it, nothing but the heartbeat, which is the broker's where
 * the client asks for none: a frozen RabbitMQ was noticed after 180 s.
 */
const timeout: TimeoutFacts = {
  options: {
    timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [0], covers: ['connect', 'handshake'], weakness: connectOnly },
    heartbeat: heartbeat({ at: 'client', path: 'heartbeat' }),
    '?heartbeat': heartbeat({ at: 'url', parameter: 'heartbeat' }),
  },
  sufficient: [
    ['timeout', 'heartbeat'],
    ['timeout', '?heartbeat'],
  ],
  default: [
    { versions: '*', ms: null, phrase: 'amqplib has no limit for connecting, and the heartbeat of RabbitMQ notices a frozen broker after 3 minutes' },
  ],
  insertions: [],
};

const connection: Client = {
  name: 'amqplib connection',
  // `connect(url | options, socketOptions)`.
  makers: [{ path: 'connect', by: 'call', optionsAt: [0, 1], urlAt: 0, promised: true }],
  types: ['ChannelModel', 'Connection'],
  calls,
  local: ['on|once|off|addListener|removeListener|emit|connection.**'],
  self: ['on()|once()|off()'],
  timeout,
  errorEvent: { unheard: 'crash', when: "amqplib emits 'error' on the connection", listenedBy: [], logMessage: 'RabbitMQ connection failed' },
  role: 'other',
  reported: 'creation',
};

export const amqplib: Library = {
  name: 'amqplib',
  dependency: 'RabbitMQ',
  kind: 'queue',
  packages: ['amqplib'],
  globals: [],
  functions: [],
  clients: [connection],
  processWide: [],
  source: [
    'https://amqp-node.github.io/amqplib/channel_api.html',
    'amqplib/lib/connect.js (timeout is switched off once open)',
    'amqplib/lib/connection.js (heartbeats)',
  ],
  verified: 'experiment',
};
