import type { CallPattern, Client, Library } from '../schema.js';

/** With a callback or without, `publish` and `subscribe` keep nobody waiting: what they send is kept and sent again after each reconnection. */
const calls: readonly CallPattern[] = [
  { path: 'publishAsync|unsubscribeAsync', effect: 'write' },
  { path: 'subscribeAsync', effect: 'write' },
  { path: 'end|endAsync', effect: 'shutdown' },
];

const client: Client = {
  name: 'MQTT client',
  makers: [
    { path: 'connect', by: 'call', optionsAt: [0, 1], urlAt: 0 },
    { path: 'connectAsync', by: 'call', optionsAt: [0, 1], urlAt: 0, promised: true },
  ],
  types: ['MqttClient'],
  calls,
  local: ['publish|subscribe|unsubscribe|on|once|off|addListener|removeListener|reconnect|removeOutgoingMessage|handleMessage'],
  self: ['on()|once()|off()|publish()|subscribe()|unsubscribe()|reconnect()'],
  timeout: {
    options: {
      connectTimeout: {
        place: { at: 'client', path: 'connectTimeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'handshake'],
        weakness: { kind: 'connect-only', why: 'it ends one attempt to connect: what is published waits for the next, for ever' },
      },
      keepalive: {
        place: { at: 'client', path: 'keepalive' },
        unit: 's',
        disabled: [0],
        covers: ['idle'],
        weakness: { kind: 'partial', why: 'it makes the client reconnect: what is published waits for that, for ever' },
      },
    },
    sufficient: [],
    default: [{ versions: '*', ms: null, phrase: 'MQTT.js has no option that ends it' }],
    insertions: [],
    remedy: 'A deadline around the call bounds it instead.',
  },
  // 'error' is emitted for connections that are tried again; without a listener it is dropped.
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'call',
};

export const mqtt: Library = {
  name: 'mqtt',
  dependency: 'MQTT broker',
  kind: 'queue',
  packages: ['mqtt'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/mqttjs/MQTT.js#api', 'mqtt/build/lib/client.js (connectTimeout: 30 s, keepalive: 60 s, queueQoSZero)'],
  verified: 'experiment',
};
