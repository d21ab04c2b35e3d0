import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'ClickHouse client',
  makers: [{ path: 'createClient', by: 'call', optionsAt: [0] }],
  types: ['ClickHouseClient'],
  calls: [
    { path: 'query|ping', effect: 'read' },
    { path: 'insert|command|exec', effect: 'write' },
    { path: 'close', effect: 'shutdown' },
  ],
  local: [],
  self: [],
  timeout: {
    options: {
      request_timeout: {
        place: { at: 'client', path: 'request_timeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'request', 'headers', 'body', 'idle'],
      },
      abort_signal: {
        place: { at: 'call', argument: 0, path: 'abort_signal' },
        unit: 'ms',
        disabled: [],
        covers: ['connect', 'request', 'headers'],
        isSignal: true,
      },
    },
    sufficient: [['request_timeout'], ['abort_signal']],
    default: [{ versions: '*', ms: 30_000, phrase: 'the ClickHouse client gives up after 30 s of silence' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const clickhouse: Library = {
  name: 'ClickHouse',
  dependency: 'ClickHouse',
  kind: 'database',
  packages: ['@clickhouse/client', '@clickhouse/client-web'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://clickhouse.com/docs/integrations/javascript', '@clickhouse/client/dist/common/config.js (request_timeout ?? 30_000)'],
  verified: 'experiment',
};
