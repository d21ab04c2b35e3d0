/** What the catalogue says of the MongoDB driver, run against servers that greet it and then fall silent. */
import { setTimeout as wait } from 'node:timers/promises';
import { MongoClient, type MongoClientOptions } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mongodb } from '../packages/analysis/src/catalog/database/mongodb.js';
import { clientOf } from './find-facts.js';
import { mongoPeer } from './peers/mongo.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcome, outcomes, provesSufficient, slowness, unheeded, watched } from './proofs.js';

let frozen: Peer | undefined;
let slowServer: Peer | undefined;
let silentServer: Peer | undefined;

beforeAll(async () => {
  [frozen, slowServer, silentServer] = await Promise.all([mongoPeer(), mongoPeer(slowness), silent()]);
});

afterAll(() => {
  for (const peer of [frozen, slowServer, silentServer]) peer?.close();
});

const urlOf = (peer: Peer | undefined, parameters = ''): string => `mongodb://127.0.0.1:${peer?.port ?? 0}/shop${parameters}`;

async function find(options: MongoClientOptions = {}, own: object = {}, url = urlOf(frozen)): Promise<unknown> {
  const client = await new MongoClient(url, options).connect();
  return client.db().collection('things').findOne({ name: 'a' }, own);
}

const outdated = { unproven: 'the installed driver no longer heeds it; clients.json has the experiments of older ones' };

provesSufficient('a MongoDB client', clientOf(mongodb, 'MongoDB client').timeout, {
  socketTimeoutMS: [() => find({ socketTimeoutMS: limit })],
  '?socketTimeoutMS': [() => find({}, {}, urlOf(frozen, `?socketTimeoutMS=${limit}`))],
  timeoutMS: outdated,
  '?timeoutMS': outdated,
  signal: [() => find({}, { signal: AbortSignal.timeout(limit) })],
});

describe.concurrent('what looks like a timeout of the MongoDB driver', () => {
  it('bounds nothing once the server has been found; finding it is bounded', async () => {
    const calls = {
      none: () => find(),
      timeoutMS: () => find({ timeoutMS: unheeded }),
      serverSelectionTimeoutMS: () => find({ serverSelectionTimeoutMS: unheeded }),
      connectTimeoutMS: () => find({ connectTimeoutMS: unheeded }),
      waitQueueTimeoutMS: () => find({ waitQueueTimeoutMS: unheeded }),
      maxTimeMS: () => find({}, { maxTimeMS: unheeded }),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
    expect(await outcome(() => find({ serverSelectionTimeoutMS: limit }, {}, urlOf(silentServer)))).toBe('rejected');
  });
});

describe.concurrent('the text inserted for the MongoDB driver', forHealthyPeers, () => {
  it('lets a slow operation through, and an idle connection live', async () => {
    expect(clientOf(mongodb, 'MongoDB client').timeout.insertions.map(inserted)).toEqual([{ socketTimeoutMS: generous }]);
    const client = await new MongoClient(urlOf(slowServer), { socketTimeoutMS: generous }).connect();
    const things = client.db().collection('things');
    expect(await outcome(() => things.findOne({ name: 'a' }))).toBe('resolved');
    await wait(generous * 1.2);
    expect(await outcome(() => things.findOne({ name: 'a' }))).toBe('resolved');
  });
});
