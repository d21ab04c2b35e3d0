import type { CallPattern, Client, Library } from '../schema.js';

const calls: readonly CallPattern[] = [
  { path: 'createSender().sendMessages|scheduleMessages|cancelScheduledMessages', effect: 'write' },
  { path: 'createReceiver().peekMessages', effect: 'read' },
  // Waits for messages, for 60 s by default.
  { path: 'createReceiver().receiveMessages|subscribe|getMessageIterator', effect: 'blocking' },
  {
    path: 'createReceiver().completeMessage|abandonMessage|deferMessage|deadLetterMessage|renewMessageLock|receiveDeferredMessages',
    effect: 'write',
  },
  { path: 'acceptSession|acceptNextSession', effect: 'blocking' },
  { path: 'close', effect: 'shutdown' },
  { path: 'createSender()|createReceiver().close', effect: 'shutdown' },
];

/** An attempt ends after 60 s, and there are four. */
const client: Client = {
  name: 'Service Bus client',
  makers: [{ path: 'ServiceBusClient', by: 'new', optionsAt: [1, 2], urlAt: 0 }],
  types: ['ServiceBusClient'],
  calls,
  local: ['createSender|createReceiver|createRuleManager|createSender().createMessageBatch'],
  self: [],
  timeout: {
    options: {
      timeoutInMs: {
        place: { at: 'client', path: 'retryOptions.timeoutInMs' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'handshake', 'request', 'headers', 'body'],
      },
    },
    sufficient: [['timeoutInMs']],
    default: [{ versions: '*', ms: 60_000, phrase: 'Service Bus gives up on an attempt after 60 s' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const serviceBus: Library = {
  name: '@azure/service-bus',
  dependency: 'Service Bus',
  kind: 'queue',
  packages: ['@azure/service-bus'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://learn.microsoft.com/en-us/javascript/api/@azure/service-bus/',
    '@azure/core-amqp/dist/commonjs/util/constants.js (defaultOperationTimeoutInMs: 60000)',
  ],
  verified: 'source',
};
