import { fetchWaitOfEachAttempt } from '../fetch-wait.js';
import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';

const reads = oneOf('list history members replies open lookupByEmail getPresence getPermalink getUploadURLExternal identity test');
const writes = oneOf(`
  postMessage postEphemeral update delete scheduleMessage deleteScheduledMessage meMessage unfurl create invite kick join leave archive
  unarchive rename setTopic setPurpose mark publish upload uploadV2 completeUploadExternal add remove access exchange revoke`);
const groups = oneOf(`
  chat conversations users views files reactions pins usergroups team auth oauth bots emoji reminders search dnd bookmarks dialog
  functions workflows calls canvases rtm api`);

const client: Client = {
  name: 'Slack client',
  makers: [{ path: 'WebClient', by: 'new', optionsAt: [1] }],
  types: ['WebClient'],
  calls: [
    { path: `${groups}.${reads}`, effect: 'read' },
    { path: `${groups}.${writes}`, effect: 'write' },
    { path: `oauth.v2.access|exchange`, effect: 'write' },
    { path: 'users.profile.get', effect: 'read' },
    { path: 'users.profile.set', effect: 'write' },
    { path: 'apiCall|filesUploadV2', effect: 'write' },
  ],
  local: ['on|once|off'],
  self: [],
  timeout: {
    options: {
      // One attempt: ten retries, within half an hour, follow unless retryConfig says less.
      timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [0], covers: ['connect', 'request', 'headers', 'body'] },
    },
    sufficient: [['timeout']],
    default: [
      fetchWaitOfEachAttempt('>=8.0.0', 'the Slack SDK'),
      { versions: '<8.0.0', ms: null, phrase: 'the Slack SDK has none by default' },
    ],
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [
          { name: 'timeout', value: { setting: 'sdk', times: 1 } },
          { name: 'retryConfig', value: { properties: [{ name: 'retries', value: { text: '2' } }] } },
        ],
        notWith: [{ path: 'retryConfig', value: 'any' }],
        notWithBlockingCalls: false,
      },
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

export const slack: Library = {
  name: 'Slack',
  dependency: 'Slack',
  kind: 'sdk',
  packages: ['@slack/web-api'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://docs.slack.dev/tools/node-slack-sdk/web-api/',
    '@slack/web-api/dist/WebClient.js (timeout = 0; retryConfig = tenRetriesInAboutThirtyMinutes)',
  ],
  verified: 'experiment',
};
