import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';

const groups = oneOf('messages domains events lists stats suppressions webhooks routes validate ips ip_pools templates');

/** `new Mailgun(FormData).client({ username, key })`: only the second makes one. */
const client: Client = {
  name: 'Mailgun client',
  makers: [
    { path: '', by: 'new', optionsAt: [], configured: 'elsewhere' },
    { path: 'client', by: 'call', optionsAt: [0] },
  ],
  types: ['IMailgunClient', 'MailgunClientOptions'],
  calls: [
    { path: `${groups}.get|list`, effect: 'read' },
    { path: `${groups}.create|update|destroy|verify`, effect: 'write' },
  ],
  local: [],
  self: ['client()'],
  timeout: {
    options: {
      timeout: {
        versions: '>=3.3.2',
        place: { at: 'client', path: 'timeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body'],
      },
    },
    sufficient: [['timeout']],
    default: [
      { versions: '>=7.0.0', ms: null, phrase: 'mailgun.js has none by default' },
      // What came before sent by ky, which has a default of its own, and up to 2 by popsicle.
      { versions: '>=3.0.0 <7.0.0', ms: 10_000, phrase: 'ky gives up after 10 s' },
      { versions: '<3.0.0', ms: null, phrase: 'popsicle has none by default', verified: 'unverified' },
    ],
    insertions: [
      {
        versions: '>=3.3.2',
        at: { place: 'client' },
        properties: [{ name: 'timeout', value: { setting: 'mail', times: 1 } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const mailgun: Library = {
  name: 'mailgun.js',
  dependency: 'Mailgun',
  kind: 'mail',
  packages: ['mailgun.js'],
  overHttp: true,
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/mailgun/mailgun.js#initialization', 'mailgun.js (timeout, from 3.3.2 on, goes to ky, from 7 on to axios)', 'ky 0.25 (timeout)'],
  verified: 'experiment',
};
