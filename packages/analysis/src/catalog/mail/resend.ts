import { fetchWait } from '../fetch-wait.js';
import { oneOf } from '../alternatives.js';
import { globalDispatcher } from '../http/fetch.js';
import type { Client, Library } from '../schema.js';

const groups = oneOf('emails batch contacts domains apiKeys audiences broadcasts segments topics templates webhooks');

const client: Client = {
  name: 'Resend client',
  makers: [{ path: 'Resend', by: 'new', optionsAt: [] }],
  types: ['Resend'],
  calls: [
    { path: `${groups}.get|list`, effect: 'read' },
    { path: `${groups}.send|create|update|remove|cancel|verify`, effect: 'write' },
    { path: 'post|put|patch|delete|fetchRequest', effect: 'write' },
  ],
  local: [],
  self: [],
  timeout: {
    options: {},
    sufficient: [],
    default: [fetchWait('*', 'Resend’s client')],
    insertions: [],
    remedy: 'It takes no timeout: run its calls in `withTimeout`.',
  },
  errorEvent: { unheard: 'none' },
  // A network failure, too, is answered as `{ error }`.
  failures: 'answered',
  role: 'other',
  reported: 'creation',
};

export const resend: Library = {
  name: 'Resend',
  dependency: 'Resend',
  kind: 'mail',
  packages: ['resend'],
  overHttp: true,
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: ['https://resend.com/docs/send-with-nodejs', 'resend/dist/index.mjs (fetchRequest)'],
  verified: 'experiment',
};
