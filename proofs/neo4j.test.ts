/** What the catalogue says of the Neo4j driver, run against servers that fall silent before or after the login. */
import neo4j, { type Config } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { neo4j as neo4jFacts } from '../packages/analysis/src/catalog/database/neo4j.js';
import { clientOf } from './find-facts.js';
import { boltPeer } from './peers/bolt.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, limit, outcomes, provesSufficient, slowness, unheeded, watched } from './proofs.js';

let mute: Peer;
let frozen: Peer;
let timely: Peer;
let slow: Peer;

beforeAll(async () => {
  [mute, frozen, timely, slow] = await Promise.all([silent(), boltPeer(), boltPeer({ receiveTimeout: 1 }), boltPeer({ delay: slowness, receiveTimeout: 1 })]);
});

afterAll(() => {
  for (const peer of [mute, frozen, timely, slow]) peer.close();
});

function query({ port }: Peer, config: Config = {}): Promise<unknown> {
  return neo4j.driver(`bolt://127.0.0.1:${port}`, neo4j.auth.basic('neo4j', 'password'), config).executeQuery('RETURN 1');
}

function run({ port }: Peer, config: Config = {}): Promise<unknown> {
  return neo4j.driver(`bolt://127.0.0.1:${port}`, neo4j.auth.basic('neo4j', 'password'), config).session().run('RETURN 1', {}, { timeout: limit });
}

provesSufficient('a Neo4j driver', clientOf(neo4jFacts, 'Neo4j driver').timeout, {});

describe.concurrent('a Neo4j driver', () => {
  it('waits for a server that never said how long it may be silent, whatever its own options are', async () => {
    const calls = {
      none: () => query(frozen),
      connectionTimeout: () => query(frozen, { connectionTimeout: unheeded }),
      'connectionTimeout, not logged in': () => query(mute, { connectionTimeout: unheeded }),
      connectionAcquisitionTimeout: () => query(frozen, { connectionAcquisitionTimeout: unheeded }),
      maxTransactionRetryTime: () => query(frozen, { maxTransactionRetryTime: unheeded }),
      'timeout of the transaction': () => run(frozen),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });

  it('gives up after the silence that the server named, and on a login that is never answered', async () => {
    const calls = {
      'named silence': () => run(timely, { maxTransactionRetryTime: 0 }),
      connectionAcquisitionTimeout: () => run(mute, { connectionAcquisitionTimeout: limit }),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'rejected'));
  });
});

describe.concurrent('a slow Neo4j', forHealthyPeers, () => {
  it('is waited for', async () => {
    expect(await outcomes({ query: () => query(slow), run: () => run(slow) })).toEqual({ query: 'resolved', run: 'resolved' });
  });
});
