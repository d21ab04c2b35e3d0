import { noDeadline, type Client, type Library } from '../schema.js';

/** Its calls take callbacks and its streams last: no deadline is asked for. */
const client: Client = {
  name: 'ssh2 connection',
  makers: [{ path: 'Client', by: 'new', optionsAt: [] }],
  types: ['Client'],
  calls: [
    { path: 'connect', effect: 'connect' },
    { path: 'exec|shell|sftp|forwardOut', effect: 'blocking' },
    { path: 'end|destroy', effect: 'shutdown' },
  ],
  local: ['on|once|off|addListener|removeListener'],
  self: ['on()|once()|off()|connect()'],
  failures: 'callback',
  timeout: noDeadline,
  errorEvent: {
    unheard: 'crash',
    when: "ssh2 emits 'error' on the connection when it is refused or lost",
    listenedBy: [],
    logMessage: 'SSH connection failed',
  },
  role: 'other',
  reported: 'nowhere',
};

export const ssh2: Library = {
  name: 'ssh2',
  dependency: 'SSH',
  kind: 'socket',
  packages: ['ssh2'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/mscdex/ssh2#client-events', 'ssh2/lib/client.js (readyTimeout; emit error)'],
  verified: 'experiment',
};
