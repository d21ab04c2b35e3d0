import { oneOf } from '../alternatives.js';
import { acquisition, inOptions, inUrl, noLongerHeeded, selection, socketInsertion, socketTimeout } from './mongodb.js';
import type { CallPattern, Client, Library, Maker, TimeoutFacts, TimeoutOption, Weakness } from '../schema.js';

/** Statics of a model, which answer a query; it is sent when awaited, by `then` or by `exec`. */
const modelReads = oneOf(
  'find findOne findById countDocuments estimatedDocumentCount count distinct exists aggregate listIndexes diffIndexes listSearchIndexes populate',
);
const modelWrites = oneOf(`
  create insertMany insertOne updateOne updateMany replaceOne deleteOne deleteMany remove bulkWrite bulkSave findOneAndUpdate findOneAndDelete
  findOneAndReplace findOneAndRemove findByIdAndUpdate findByIdAndDelete findByIdAndRemove createCollection createIndexes ensureIndexes syncIndexes
  cleanIndexes createSearchIndex createSearchIndexes updateSearchIndex dropSearchIndex`);

const collectionReads = oneOf('find findOne aggregate countDocuments estimatedDocumentCount distinct indexes listIndexes');
const collectionWrites = oneOf(`
  insertOne insertMany updateOne updateMany replaceOne deleteOne deleteMany bulkWrite findOneAndUpdate findOneAndDelete findOneAndReplace createIndex
  createIndexes dropIndex drop rename`);

const calls: readonly CallPattern[] = [
  { path: modelReads, effect: 'read' },
  { path: modelWrites, effect: 'write' },
  // Of a document that a query found or `create` made.
  { path: '**.save', effect: 'write' },
  { path: `collection().${collectionReads}`, effect: 'read' },
  { path: `collection().${collectionWrites}`, effect: 'write' },
  { path: `db.collection().${collectionReads}`, effect: 'read' },
  { path: `db.collection().${collectionWrites}`, effect: 'write' },
  { path: 'startSession|transaction|withSession|dropDatabase|dropCollection|createCollections|listCollections|listDatabases', effect: 'write' },
  { path: 'watch', effect: 'blocking' },
  { path: 'openUri|asPromise', effect: 'connect' },
  { path: 'close|destroy|disconnect', effect: 'shutdown' },
];

const queueOnly: Weakness = { kind: 'queue-only', why: 'it counts while there is no connection: once sent, an operation is waited for, for ever' };
/** Of drivers 6.12 to 6.21 and 7.0 to 7.6: others ignore it or refuse it. */
const wholeOperation: Omit<TimeoutOption, 'place' | 'unit'> = {
  versions: '>=8.9.0 <9.11.0',
  disabled: [0],
  covers: ['acquire', 'connect', 'request', 'headers', 'body'],
};
const ignored: Omit<TimeoutOption, 'place' | 'unit'> = { versions: '>=9.12.0', disabled: [], covers: [], weakness: noLongerHeeded };

/**
 * The driver's default is debatable, since finding a server ends after 30 s; but a server that falls silent later was
 * waited for without end in each of mongoose 5 to 9, and that decides here.
 */
const timeout: TimeoutFacts = {
  options: {
    socketTimeoutMS: inOptions('socketTimeoutMS', socketTimeout),
    '?socketTimeoutMS': inUrl('socketTimeoutMS', socketTimeout),
    timeoutMS: inOptions('timeoutMS', wholeOperation),
    '?timeoutMS': inUrl('timeoutMS', wholeOperation),
    'timeoutMS, ignored': inOptions('timeoutMS', ignored),
    serverSelectionTimeoutMS: inOptions('serverSelectionTimeoutMS', selection),
    connectTimeoutMS: inOptions('connectTimeoutMS', selection),
    waitQueueTimeoutMS: inOptions('waitQueueTimeoutMS', acquisition),
    bufferTimeoutMS: inOptions('bufferTimeoutMS', { disabled: [], covers: ['queue'], weakness: queueOnly }),
  },
  sufficient: [['socketTimeoutMS'], ['?socketTimeoutMS'], ['timeoutMS'], ['?timeoutMS']],
  default: [
    { versions: '>=5.10.0', ms: null, phrase: 'the MongoDB driver has none by default' },
    { versions: '<5.10.0', ms: 360_000, phrase: 'the MongoDB driver gives up on a silent server after 6 minutes' },
  ],
  insertions: [
    // Counts while an operation runs, so that an idle connection keeps. The drivers before 4 also counted idleness.
    { versions: '>=6.0.0', ...socketInsertion },
  ],
};

/** `connect(url, options)`. */
const connection: Omit<Maker, 'path' | 'by'> = { optionsAt: [1], urlAt: 0 };

/** Connections and the models on them are one: a model takes the options of the connection that the program opens. */
const client: Client = {
  name: 'mongoose connection',
  makers: [
    { path: 'connect', by: 'call', ...connection, promised: true },
    { path: 'createConnection', by: 'call', ...connection },
    { path: 'model', by: 'call', optionsAt: [], configured: 'elsewhere' },
    // Of @nestjs/mongoose.
    { path: 'MongooseModule.forRoot', by: 'call', ...connection },
    {
      path: 'MongooseModule.forRootAsync',
      by: 'call',
      optionsAt: [0],
      notWith: [{ path: 'useExisting' }],
      factory: { function: 'useFactory', class: 'useClass', method: 'createMongooseOptions' },
    },
  ],
  types: ['Model', 'Connection', 'Document', 'HydratedDocument'],
  calls,
  local: [
    'on|once|off|addListener|removeListener|emit|listenerCount',
    'model|models|modelNames|deleteModel|plugin|set|get',
    'hydrate|validate|castObject|schema.**|collection|getClient',
  ],
  self: ['on()|once()|off()', 'model()|useDb()|discriminator()|asPromise()|connection'],
  timeout,
  // mongoose emits 'error' only where somebody listens.
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const mongoose: Library = {
  name: 'mongoose',
  dependency: 'MongoDB',
  kind: 'database',
  packages: ['mongoose', '@nestjs/mongoose'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: [
    'https://mongoosejs.com/docs/connections.html#options',
    'https://www.mongodb.com/docs/drivers/node/current/connect/connection-options/',
    'mongodb/lib/connection_string.js (serverSelectionTimeoutMS: 30000, socketTimeoutMS: 0)',
    'mongodb/lib/timeout.js',
    'mongoose/lib/connection.js (error)',
  ],
  verified: 'experiment',
};
