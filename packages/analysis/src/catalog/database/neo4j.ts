import type { Client, Library } from '../schema.js';

/**
 * A driver, its sessions and their transactions are one. From 4.3 on a server tells the driver after how long a silence to give up (twice its
 * `server.bolt.connection_keep_alive`: 120 s unless it is configured), and says something while a query runs; a silent login ends after
 * 60 s, with `connectionAcquisitionTimeout`.
 */
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
        covers: ['connect'],
        weakness: { kind: 'connect-only', why: 'it ends with the connection: a query is waited for until the server has been silent for 120 s' },
      },
      connectionAcquisitionTimeout: {
        place: { at: 'client', path: 'connectionAcquisitionTimeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['acquire', 'connect', 'handshake'],
        weakness: { kind: 'acquire-only', why: 'it bounds the wait for a connection, not the query' },
      },
    },
    sufficient: [],
    default: [{ versions: '*', ms: 120_000, phrase: 'Neo4j has its driver give up after 120 s of silence' }],
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
  source: [
    'https://neo4j.com/docs/javascript-manual/current/connect-advanced/',
    'https://neo4j.com/docs/bolt/current/appendix/connection-hints/ (connection.recv_timeout_seconds)',
    'neo4j-driver-bolt-connection/lib/connection/connection-channel.js (setupReceiveTimeout)',
  ],
  verified: 'experiment',
};
