import type { CallPattern, Client, Library } from '../schema.js';

const calls: readonly CallPattern[] = [
  { path: 'topic().publishMessage|publishJSON|publish|flush', effect: 'write' },
  { path: 'createTopic|createSubscription|createSchema|topic().create|topic().createSubscription|topic().setMetadata', effect: 'write' },
  { path: 'getTopics|getSubscriptions|getSnapshots|topic().get|topic().exists|topic().getMetadata', effect: 'read' },
  { path: 'subscription().get|exists|getMetadata', effect: 'read' },
  { path: 'subscription().create|delete|seek|setMetadata|modifyPushConfig', effect: 'write' },
  { path: 'topic().delete', effect: 'write' },
  { path: 'close', effect: 'shutdown' },
  { path: 'subscription().close', effect: 'shutdown' },
];

/** Each attempt ends after 60 s; publishing is tried again for 10 minutes in all. */
const client: Client = {
  name: 'Pub/Sub client',
  makers: [{ path: 'PubSub', by: 'new', optionsAt: [0] }],
  types: ['PubSub'],
  calls,
  local: ['topic|subscription|snapshot|schema|topic().subscription|subscription().on|subscription().setOptions|isEmulator|getProjectId'],
  self: [],
  timeout: {
    options: {
      timeout: {
        place: { at: 'chain', method: 'topic', argument: 1, path: 'gaxOpts.timeout' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers', 'body'],
      },
    },
    sufficient: [['timeout']],
    default: [{ versions: '*', ms: 60_000, phrase: 'Pub/Sub gives up on an attempt after 60 s' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const pubsub: Library = {
  name: '@google-cloud/pubsub',
  dependency: 'Pub/Sub',
  kind: 'queue',
  packages: ['@google-cloud/pubsub'],
  overHttp: true,
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://cloud.google.com/pubsub/docs/retry-requests',
    '@google-cloud/pubsub/build/src/v1/publisher_client_config.json (Publish: 60000 ms an attempt, 600000 in all)',
  ],
  verified: 'source',
};
