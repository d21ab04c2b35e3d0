/** What the catalogue says of LDAP clients, run against servers that accept and never answer. */
import ldapjs, { type ClientOptions as LdapjsOptions } from 'ldapjs';
import { Client, type ClientOptions } from 'ldapts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ldapjs as ldapjsFacts } from '../packages/analysis/src/catalog/database/ldapjs.js';
import { ldapts as ldaptsFacts } from '../packages/analysis/src/catalog/database/ldapts.js';
import { ending } from './crashes.js';
import { clientOf } from './find-facts.js';
import { ldapPeer } from './peers/ldap.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, unheeded, watched } from './proofs.js';

let mute: Peer;
let slow: Peer;

beforeAll(async () => {
  [mute, slow] = await Promise.all([silent(), ldapPeer(slowness)]);
});

afterAll(() => {
  for (const peer of [mute, slow]) peer.close();
});

const urlOf = ({ port }: Peer): string => `ldap://127.0.0.1:${port}`;

const viaLdapts = (peer: Peer, options: Omit<ClientOptions, 'url'>): Promise<unknown> => new Client({ url: urlOf(peer), ...options }).bind('cn=shop', 'secret');

const viaLdapjs = (peer: Peer, options: Omit<LdapjsOptions, 'url'>): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const client = ldapjs.createClient({ url: urlOf(peer), ...options });
    client.on('error', reject);
    client.bind('cn=shop', 'secret', (error, result) => {
      if (error === null) resolve(result);
      else reject(error);
    });
  });

provesSufficient('an ldapts client', clientOf(ldaptsFacts, 'ldapts client').timeout, { timeout: [() => viaLdapts(mute, { timeout: limit })] });
provesSufficient('an ldapjs client', clientOf(ldapjsFacts, 'ldapjs client').timeout, { timeout: [() => viaLdapjs(mute, { timeout: limit })] });

describe.concurrent('what looks like a timeout of LDAP', () => {
  it('bounds nothing', async () => {
    const calls = {
      'ldapts: none': () => viaLdapts(mute, {}),
      'ldapts: 0': () => viaLdapts(mute, { timeout: 0 }),
      'ldapjs: none': () => viaLdapjs(mute, {}),
      'ldapjs: 0': () => viaLdapjs(mute, { timeout: 0 }),
      'ldapjs: connectTimeout': () => viaLdapjs(mute, { connectTimeout: unheeded }),
      'ldapjs: idleTimeout': () => viaLdapjs(mute, { idleTimeout: unheeded }),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('the texts inserted for LDAP', forHealthyPeers, () => {
  it('let a slow bind through', async () => {
    const written = { timeout: generous, connectTimeout: generous };
    for (const facts of [clientOf(ldaptsFacts, 'ldapts client'), clientOf(ldapjsFacts, 'ldapjs client')]) {
      expect(facts.timeout.insertions.map(inserted)).toEqual([written]);
    }
    const calls = { ldapts: () => viaLdapts(slow, written), ldapjs: () => viaLdapjs(slow, written) };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});

describe('an ldapjs client without a listener', () => {
  const client = (rest: string): string => `import ldap from 'ldapjs'; const client = ldap.createClient({ url: 'ldap://127.0.0.1:1' }); ${rest}`;

  it('ends the process where its server refuses', async () => {
    expect(await ending(client(''))).toBe('crashed');
    expect(await ending(client('client.on("error", () => undefined);'))).toBe('survived');
  });
});
