import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';

const reads = 'list|each|page|fetch';
const writes = oneOf('create update remove');
const depths = ['*', '*.*', '*.*.*', '*().*', '*.*.*()', '*.*.*().*', '*()'];

const client: Client = {
  name: 'Twilio client',
  makers: [
    { path: '', by: 'call', optionsAt: [2] },
    { path: 'Twilio', by: 'new', optionsAt: [2] },
  ],
  types: ['Twilio'],
  calls: [
    ...depths.map((resource) => ({ path: `${resource}.${reads}`, effect: 'read' as const })),
    ...depths.map((resource) => ({ path: `${resource}.${writes}`, effect: 'write' as const })),
    { path: 'request', effect: 'write' },
  ],
  local: ['jwt.**', 'twiml.**'],
  self: [],
  timeout: {
    // 0 falls back to the default.
    options: { timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [], covers: ['connect', 'request', 'headers', 'body'] } },
    sufficient: [['timeout']],
    default: [{ versions: '*', ms: 30_000, phrase: 'the Twilio SDK gives up after 30 s' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const twilio: Library = {
  name: 'Twilio',
  dependency: 'Twilio',
  kind: 'sdk',
  packages: ['twilio'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/twilio/twilio-node', 'twilio/lib/base/RequestClient.js (DEFAULT_TIMEOUT = 30000)'],
  verified: 'experiment',
};
