import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Pusher client',
  makers: [
    { path: '', by: 'new', optionsAt: [0] },
    { path: 'forURL|forCluster', by: 'call', optionsAt: [1] },
  ],
  types: ['Pusher'],
  calls: [
    { path: 'get', effect: 'read' },
    { path: 'trigger|triggerBatch|sendToUser|terminateUserConnections|post', effect: 'write' },
  ],
  local: ['authenticate|authenticateUser|authorizeChannel|webhook|createSignedQueryString'],
  self: [],
  timeout: {
    options: {
      timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [0], covers: ['connect', 'request', 'headers', 'body'] },
    },
    sufficient: [['timeout']],
    default: provenFrom('5.0.0', null, 'the Pusher SDK has none by default'),
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [{ name: 'timeout', value: { setting: 'sdk', times: 1 } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const pusher: Library = {
  name: 'Pusher',
  dependency: 'Pusher',
  kind: 'sdk',
  packages: ['pusher'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/pusher/pusher-http-node#additional-options', 'pusher/lib/requests.js (timeout)'],
  verified: 'experiment',
};
