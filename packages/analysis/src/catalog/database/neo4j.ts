import type { Client, Library } from '../schema.js';

/** A driver, its sessions and their transactions are one. What a connected server that falls silent does is not proven. */
const client: Client = {
  name: 'Neo4j driver',
  makers: [{ path: 'driver', by: 'call', optionsAt: [2], urlAt: 0 }],
  types: ['Driver', 'Session', 'ManagedTransaction', 'Transaction'],
  calls: [
    { path: '**.run|executeQuery|executeWrite|writeTransaction|commit|rollback', effect: 'write' },
    { path: '**.executeRead|readTransaction|verifyConnectivity|getServerInfo', effect: 'read' },
    { path: '**.close', effect: 'shutdown' },
  ],
  local: ['session|rxSession', '**.beginTransaction|lastBookmarks'],
  self: [],
  timeout: {
    options: {
      connectionTimeout: {
        place: { at: 'client', path: 'connectionTimeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect', 'handshake'],
        weakness: { kind: 'connect-only', why: 'it ends with the connection: a query is waited for, for ever' },
      },
      connectionAcquisitionTimeout: {
        place: { at: 'client', path: 'connectionAcquisitionTimeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['acquire', 'connect'],
        weakness: { kind: 'acquire-only', why: 'it bounds the wait for a connection, not the query' },
      },
    },
    sufficient: [],
    default: [{ versions: '*', ms: null, phrase: 'the Neo4j driver has no query timeout of its own', verified: 'unverified' }],
    insertions: [],
    remedy: 'Run it in `withTimeout`; a transaction’s `timeout` is enforced by the server.',
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const neo4j: Library = {
  name: 'neo4j-driver',
  dependency: 'Neo4j',
  kind: 'database',
  packages: ['neo4j-driver'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://neo4j.com/docs/javascript-manual/current/connect-advanced/', 'neo4j-driver-core/lib/internal/constants.js'],
  verified: 'experiment',
};
