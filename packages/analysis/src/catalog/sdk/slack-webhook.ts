import { fetchWait } from '../fetch-wait.js';
import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Slack webhook',
  makers: [{ path: 'IncomingWebhook', by: 'new', optionsAt: [1] }],
  types: ['IncomingWebhook'],
  calls: [
    { path: 'send', effect: 'write' },
  ],
  local: [],
  self: [],
  timeout: {
    options: {
      timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [0], covers: ['connect', 'request', 'headers', 'body'] },
    },
    sufficient: [['timeout']],
    default: [
      fetchWait('>=8.0.0', 'the Slack SDK'),
      ...provenFrom('7.0.0', null, 'the Slack SDK has none by default'),
    ],
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

export const slackWebhook: Library = {
  name: 'Slack webhook',
  dependency: 'Slack',
  kind: 'sdk',
  packages: ['@slack/webhook'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://docs.slack.dev/tools/node-slack-sdk/webhook/', '@slack/webhook/dist/IncomingWebhook.js (timeout: 0)'],
  verified: 'experiment',
};
