import type { Client, Library, TimeoutOption } from '../schema.js';

function timeoutOf(place: TimeoutOption['place']): TimeoutOption {
  return { place, unit: 'ms', disabled: [0], covers: ['connect', 'queue', 'request'] };
}

/** Messages wait for a broker to come back, for ever where nothing limits it. */
const manager: Client = {
  name: 'connection manager',
  makers: [{ path: 'connect', by: 'call', optionsAt: [1] }],
  types: ['AmqpConnectionManager', 'IAmqpConnectionManager'],
  calls: [
    { path: 'createChannel().publish|sendToQueue', effect: 'write' },
    { path: 'createChannel().waitForConnect', effect: 'blocking' },
    { path: 'createChannel().consume', effect: 'blocking' },
    { path: 'close', effect: 'shutdown' },
    { path: 'createChannel().close', effect: 'shutdown' },
  ],
  local: [
    'on|once|off|addListener|removeListener|isConnected|reconnect|createChannel',
    'createChannel().addSetup|createChannel().removeSetup|createChannel().on|connect',
  ],
  self: ['on()|once()|off()'],
  timeout: {
    options: {
      publishTimeout: timeoutOf({ at: 'chain', method: 'createChannel', argument: 0, path: 'publishTimeout' }),
      'timeout of publish': timeoutOf({ at: 'call', argument: 3, path: 'timeout', methods: 'createChannel().publish' }),
      'timeout of sendToQueue': timeoutOf({ at: 'call', argument: 2, path: 'timeout', methods: 'createChannel().sendToQueue' }),
    },
    sufficient: [['timeout of publish'], ['timeout of sendToQueue'], ['publishTimeout']],
    default: [{ versions: '*', ms: null, phrase: 'messages wait for the broker without end' }],
    insertions: [],
  },
  // It reconnects by itself and says so in events of other names.
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'call',
};

export const amqpConnectionManager: Library = {
  name: 'amqp-connection-manager',
  dependency: 'RabbitMQ',
  kind: 'queue',
  packages: ['amqp-connection-manager'],
  globals: [],
  functions: [],
  clients: [manager],
  processWide: [],
  source: [
    'https://github.com/jwalton/node-amqp-connection-manager#readme',
    'amqp-connection-manager/dist/esm/ChannelWrapper.js (publishTimeout, timeout)',
  ],
  verified: 'experiment',
};
