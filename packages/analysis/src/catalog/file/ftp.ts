import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';

const client: Client = {
  name: 'FTP client',
  makers: [{ path: 'Client', by: 'new', optionsAt: [1] }],
  types: ['Client'],
  calls: [
    { path: 'access|connect|useTLS|login', effect: 'connect' },
    { path: oneOf('list size lastMod pwd downloadTo downloadToDir'), effect: 'read' },
    { path: oneOf('uploadFrom appendFrom uploadFromDir rename remove removeDir clearWorkingDir ensureDir cd cdup send'), effect: 'write' },
    { path: 'close', effect: 'shutdown' },
  ],
  local: ['trackProgress', 'ftp.**'],
  self: [],
  timeout: {
    options: {},
    sufficient: [],
    // The first argument of its constructor, in ms.
    default: [{ versions: '*', ms: 30_000, phrase: 'basic-ftp gives up after 30 s of silence' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const ftp: Library = {
  name: 'basic-ftp',
  dependency: 'file server',
  kind: 'file',
  packages: ['basic-ftp'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://github.com/patrickjuchli/basic-ftp#client-api', 'basic-ftp/dist/Client.js (timeout = 30000)'],
  verified: 'experiment',
};
