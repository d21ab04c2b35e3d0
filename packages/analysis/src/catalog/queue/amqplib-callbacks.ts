import type { Library } from '../schema.js';

/** The connection comes in a callback, where it is not followed: connecting alone is judged. */
export const amqplibCallbacks: Library = {
  name: 'amqplib/callback_api',
  dependency: 'RabbitMQ',
  kind: 'queue',
  packages: ['amqplib/callback_api'],
  globals: [],
  functions: [
    {
      path: 'connect',
      effect: 'connect',
      failures: 'callback',
      timeout: {
        options: { timeout: { place: { at: 'call', argument: 1, path: 'timeout' }, unit: 'ms', disabled: [0], covers: ['connect', 'handshake'] } },
        sufficient: [['timeout']],
        default: [{ versions: '*', ms: null, phrase: 'amqplib has none by default' }],
        insertions: [],
      },
    },
  ],
  clients: [],
  processWide: [],
  source: ['https://amqp-node.github.io/amqplib/channel_api.html', 'amqplib/lib/connect.js (timeout)'],
  verified: 'experiment',
};
