import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'ldapts client',
  makers: [{ path: 'Client', by: 'new', optionsAt: [0] }],
  types: ['Client'],
  calls: [
    { path: 'search|searchPaginated|compare', effect: 'read' },
    { path: 'bind|bindSASL|add|modify|modifyDN|del|exop', effect: 'write' },
    { path: 'startTLS', effect: 'connect' },
    { path: 'unbind', effect: 'shutdown' },
  ],
  local: [],
  self: [],
  timeout: {
    options: {
      // Of each operation; connecting ends with the system’s own limit.
      timeout: { place: { at: 'client', path: 'timeout' }, unit: 'ms', disabled: [0], covers: ['handshake', 'request', 'headers', 'body'] },
      connectTimeout: {
        place: { at: 'client', path: 'connectTimeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect'],
        weakness: { kind: 'connect-only', why: 'it ends with the connection: an operation is waited for, for ever' },
      },
    },
    sufficient: [['timeout']],
    default: provenFrom('8.0.0', null, 'ldapts has none by default'),
    insertions: [
      {
        versions: '*',
        at: { place: 'client' },
        properties: [
          { name: 'timeout', value: { setting: 'database', times: 1 } },
          { name: 'connectTimeout', value: { setting: 'connect', times: 1 } },
        ],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const ldapts: Library = {
  name: 'ldapts',
  dependency: 'directory',
  kind: 'database',
  packages: ['ldapts'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/ldapts/ldapts#setup', 'ldapts/dist/index.cjs (timeout ??= 0, connectTimeout ??= 0)'],
  verified: 'experiment',
};
