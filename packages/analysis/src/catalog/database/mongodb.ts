import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Insertion, Library, TimeoutFacts, TimeoutOption, Weakness } from '../schema.js';

type Facts = Omit<TimeoutOption, 'place' | 'unit'>;

/** What the driver takes from a connection string or beside it. */
export function inUrl(parameter: string, rest: Facts): TimeoutOption {
  return { place: { at: 'url', parameter }, unit: 'ms', ...rest };
}

export function inOptions(path: string, rest: Facts): TimeoutOption {
  return { place: { at: 'client', path }, unit: 'ms', ...rest };
}

/** Counts while an operation runs. Finding a server ends after 30 s by itself. */
export const socketTimeout: Facts = { disabled: [0], covers: ['request', 'headers', 'body'] };

export const selection: Facts = {
  disabled: [],
  covers: ['dns', 'connect', 'handshake'],
  weakness: { kind: 'connect-only', why: 'it bounds finding a server: once connected, a silent server is waited for, for ever' },
};

export const acquisition: Facts = {
  disabled: [0],
  covers: ['acquire'],
  weakness: { kind: 'acquire-only', why: 'it bounds the wait for a free connection, not the operation' },
};

export const noLongerHeeded: Weakness = { kind: 'no-such-option', why: 'the MongoDB driver no longer heeds it' };

export const socketInsertion: Omit<Insertion, 'versions'> = {
  at: { place: 'client' },
  properties: [{ name: 'socketTimeoutMS', value: { setting: 'database', times: 1 } }],
  notWith: [{ path: 'timeoutMS', value: 'any' }],
  notWithBlockingCalls: true,
};

/** Versions of the driver that heed `timeoutMS`. */
const heeding = '>=6.12.0 <6.22.0 || >=7.0.0 <7.7.0';
const wholeOperation: Facts = { versions: heeding, disabled: [0], covers: ['acquire', 'connect', 'request', 'headers', 'body'] };
const serverSide: Weakness = { kind: 'server-only', why: 'it is enforced by the server, so a dead server never enforces it' };

const reads = oneOf('findOne countDocuments estimatedDocumentCount distinct indexes listIndexes isCapped stats');
const writes = oneOf(`
  insertOne insertMany updateOne updateMany replaceOne deleteOne deleteMany bulkWrite findOneAndUpdate findOneAndDelete findOneAndReplace createIndex
  createIndexes dropIndex drop rename createCollection dropCollection dropDatabase command withTransaction commitTransaction abortTransaction`);
const cursors = oneOf('find() aggregate() listCollections()');
const consuming = oneOf('toArray next hasNext tryNext forEach explain');

/** A cursor sends nothing before it is consumed. */
const calls: readonly CallPattern[] = [
  { path: `**.${reads}`, effect: 'read' },
  { path: `**.${writes}`, effect: 'write' },
  { path: `**.${cursors}.**.${consuming}`, effect: 'read' },
  { path: '**.watch|stream', effect: 'blocking' },
  { path: 'connect', effect: 'connect' },
  { path: 'close', effect: 'shutdown' },
];

const timeout: TimeoutFacts = {
  options: {
    socketTimeoutMS: inOptions('socketTimeoutMS', socketTimeout),
    '?socketTimeoutMS': inUrl('socketTimeoutMS', socketTimeout),
    timeoutMS: inOptions('timeoutMS', wholeOperation),
    '?timeoutMS': inUrl('timeoutMS', wholeOperation),
    'timeoutMS, ignored': inOptions('timeoutMS', { versions: '>=7.7.0 || >=6.22.0 <7.0.0', disabled: [], covers: [], weakness: noLongerHeeded }),
    serverSelectionTimeoutMS: inOptions('serverSelectionTimeoutMS', selection),
    connectTimeoutMS: inOptions('connectTimeoutMS', selection),
    waitQueueTimeoutMS: inOptions('waitQueueTimeoutMS', acquisition),
    signal: {
      place: { at: 'call', argument: 'last', path: 'signal' },
      unit: 'ms',
      disabled: [],
      covers: ['request', 'headers', 'body'],
      isSignal: true,
    },
    maxTimeMS: { place: { at: 'call', argument: 'last', path: 'maxTimeMS' }, unit: 'ms', disabled: [0], covers: ['server'], weakness: serverSide },
  },
  sufficient: [['socketTimeoutMS'], ['?socketTimeoutMS'], ['timeoutMS'], ['?timeoutMS'], ['signal']],
  // Read in mongo_client.js, later operations/connect.js, of each: socketTimeoutMS where none is given.
  default: [
    { versions: '>=3.6.3', ms: null, phrase: 'the MongoDB driver has none by default' },
    { versions: '>=2.2.28 <3.6.3', ms: 360_000, phrase: 'the MongoDB driver gives up on a silent server after 6 minutes' },
    { versions: '>=2.2.12 <2.2.28', ms: 30_000, phrase: 'the MongoDB driver gives up on a silent server after 30 s' },
    { versions: '<2.2.12', ms: 120_000, phrase: 'the MongoDB driver gives up on a silent server after 2 minutes' },
  ],
  insertions: [{ versions: '>=4.0.0', ...socketInsertion }],
};

/** A client, its databases and their collections are one: all take the client's options. */
const client: Client = {
  name: 'MongoDB client',
  makers: [
    { path: 'MongoClient', by: 'new', optionsAt: [1], urlAt: 0 },
    { path: 'MongoClient.connect', by: 'call', optionsAt: [1], urlAt: 0, promised: true },
  ],
  types: ['MongoClient', 'Db', 'Collection'],
  calls,
  local: ['on|once|off|addListener|removeListener', '**.startSession|endSession', '**.collectionName|namespace|databaseName', 'options.**'],
  self: ['on()|once()|off()|connect()'],
  timeout,
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const mongodb: Library = {
  name: 'mongodb',
  dependency: 'MongoDB',
  kind: 'database',
  packages: ['mongodb'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://www.mongodb.com/docs/drivers/node/current/connect/connection-options/',
    'mongodb/lib/connection_string.js (serverSelectionTimeoutMS: 30000, socketTimeoutMS: 0; timeoutMS has no effect)',
    'mongodb/lib/cmap/connection.js (socketTimeoutMS counts while a command runs)',
  ],
  verified: 'experiment',
};
