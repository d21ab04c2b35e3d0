import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'Cassandra client',
  makers: [{ path: 'Client', by: 'new', optionsAt: [0] }],
  types: ['Client'],
  calls: [
    { path: 'execute|batch', effect: 'write' },
    { path: 'eachRow|stream', effect: 'blocking' },
    { path: 'connect', effect: 'connect' },
    { path: 'shutdown', effect: 'shutdown' },
  ],
  local: ['on|once|off', 'getState|metadata.**'],
  self: ['on()'],
  timeout: {
    options: {
      readTimeout: { place: { at: 'client', path: 'socketOptions.readTimeout' }, unit: 'ms', disabled: [0], covers: ['request', 'headers', 'body'] },
      'readTimeout of this call': {
        place: { at: 'call', argument: 2, path: 'readTimeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['request', 'headers', 'body'],
      },
      connectTimeout: {
        place: { at: 'client', path: 'socketOptions.connectTimeout' },
        unit: 'ms',
        disabled: [],
        covers: ['connect'],
        weakness: { kind: 'connect-only', why: 'it ends with the connection: the answer may take longer' },
      },
    },
    sufficient: [['readTimeout'], ['readTimeout of this call']],
    default: [{ versions: '*', ms: 12_000, phrase: 'the Cassandra driver gives up on a host after 12 s' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const cassandra: Library = {
  name: 'cassandra-driver',
  dependency: 'Cassandra',
  kind: 'database',
  packages: ['cassandra-driver'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://docs.datastax.com/en/developer/nodejs-driver/latest/api/type.ClientOptions/',
    'cassandra-driver/lib/client-options.js (readTimeout: 12000)',
  ],
  verified: 'experiment',
};
