import { provenFrom } from '../proven-from.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'ldapjs client',
  makers: [{ path: 'createClient', by: 'call', optionsAt: [0] }],
  types: ['Client'],
  calls: [
    { path: 'search|compare', effect: 'read' },
    { path: 'bind|add|modify|modifyDN|del|exop', effect: 'write' },
    { path: 'starttls', effect: 'connect' },
    { path: 'unbind|destroy', effect: 'shutdown' },
  ],
  local: ['on|once|off|removeListener|abandon|parseReq'],
  self: ['on()|once()'],
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
      idleTimeout: {
        place: { at: 'client', path: 'idleTimeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['idle'],
        weakness: { kind: 'partial', why: 'it counts only while no operation is waited for' },
      },
    },
    sufficient: [['timeout']],
    default: provenFrom('3.0.0', null, 'ldapjs has none by default'),
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
  errorEvent: {
    unheard: 'crash',
    when: "a refused connection emits 'error' on the client",
    listenedBy: [],
    logMessage: 'LDAP connection failed',
  },
  failures: 'callback',
  role: 'other',
  reported: 'creation',
};

export const ldapjs: Library = {
  name: 'ldapjs',
  dependency: 'directory',
  kind: 'database',
  packages: ['ldapjs'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/ldapjs/node-ldapjs/blob/master/docs/client.md', 'ldapjs/lib/client/client.js (timeout, connectTimeout, emitError)'],
  verified: 'experiment',
};
