/** What the catalogue says of the Cassandra driver, run against a peer that accepts and never answers. */
import { Client, type ClientOptions } from 'cassandra-driver';
import { afterAll, beforeAll } from 'vitest';
import { cassandra } from '../packages/analysis/src/catalog/database/cassandra.js';
import { clientOf } from './find-facts.js';
import { silent, type Peer } from './peers/peer.js';
import { limit, provesSufficient } from './proofs.js';

let peer: Peer | undefined;

beforeAll(async () => {
  peer = await silent();
});

afterAll(() => peer?.close());

function connect(socketOptions: NonNullable<ClientOptions['socketOptions']>): Promise<void> {
  return new Client({ contactPoints: [`127.0.0.1:${peer?.port ?? 0}`], localDataCenter: 'here', socketOptions }).connect();
}

provesSufficient('a Cassandra client', clientOf(cassandra, 'Cassandra client').timeout, {
  readTimeout: [() => connect({ readTimeout: limit })],
  'readTimeout of this call': { unproven: 'a call follows a handshake that only a real server answers; read in lib/operation-state.js' },
});
