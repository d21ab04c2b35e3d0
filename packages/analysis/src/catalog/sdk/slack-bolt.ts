import { fetchWaitOfEachAttempt } from '../fetch-wait.js';
import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';
import { slack } from './slack.js';

const [webClient] = slack.clients;

const app: Client = {
  name: 'Slack app',
  makers: [{ path: 'App', by: 'new', optionsAt: [0] }],
  types: ['App'],
  calls: (webClient?.calls ?? []).map((pattern) => ({ ...pattern, path: `client.${pattern.path}` })),
  local: ['**.on|once|off', 'event|message|action|command|shortcut|options|view|use|error|function|step|assistant|start|stop|init'],
  self: [],
  timeout: {
    options: {
      // One attempt: ten retries, within half an hour, follow unless retryConfig says less.
      timeout: {
        place: { at: 'client', path: 'clientOptions.timeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body'],
      },
      'timeout of the app': {
        place: { at: 'client', path: 'timeout' },
        unit: 'ms',
        disabled: [],
        covers: [],
        weakness: { kind: 'wrong-place', why: 'it is ignored there and belongs into clientOptions' },
      },
    },
    sufficient: [['timeout']],
    default: [
      fetchWaitOfEachAttempt('>=5.0.0', 'its Slack client'),
      ...provenFrom('4.0.0', null, 'its Slack client has none by default'),
    ],
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [{ name: 'clientOptions', value: { properties: [{ name: 'timeout', value: { setting: 'sdk', times: 1 } }] } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const slackBolt: Library = {
  name: '@slack/bolt',
  dependency: 'Slack',
  kind: 'sdk',
  packages: ['@slack/bolt'],
  globals: [],
  functions: [],
  clients: [app],
  processWide: [],
  source: ['https://docs.slack.dev/tools/bolt-js/reference', '@slack/bolt/dist/App.js (clientOptions)'],
  verified: 'experiment',
};
