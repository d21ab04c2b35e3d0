import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'SFTP client',
  makers: [{ path: '', by: 'new', optionsAt: [] }],
  types: ['SftpClient'],
  calls: [
    { path: 'connect', effect: 'connect' },
    { path: 'list|exists|stat|cwd|realPath', effect: 'read' },
    { path: oneOf('get fastGet downloadDir'), effect: 'read' },
    { path: oneOf('put fastPut append mkdir rmdir delete rename posixRename chmod uploadDir rcopy'), effect: 'write' },
    { path: 'end', effect: 'shutdown' },
  ],
  local: ['on|once|off|removeListener'],
  self: [],
  timeout: {
    options: {
      readyTimeout: {
        place: { at: 'call', argument: 0, path: 'readyTimeout', methods: 'connect' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'handshake'],
        weakness: { kind: 'connect-only', why: 'it ends with the connection: a transfer is waited for, for ever' },
      },
    },
    sufficient: [],
    default: [{ versions: '*', ms: null, phrase: 'ssh2-sftp-client has none by default' }],
    insertions: [],
    remedy: 'Only connecting is bounded (20 s): run a transfer in `withTimeout`.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const sftp: Library = {
  name: 'ssh2-sftp-client',
  dependency: 'file server',
  kind: 'file',
  packages: ['ssh2-sftp-client'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/theophilusx/ssh2-sftp-client', 'ssh2/lib/client.js (readyTimeout: 20000)'],
  verified: 'experiment',
};
