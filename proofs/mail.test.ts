/** What the catalogue says of nodemailer, run against mail servers that fall silent before or after the greeting. */
import { createTransport } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodemailer } from '../packages/analysis/src/catalog/mail/nodemailer.js';
import { clientOf } from './find-facts.js';
import { silent, type Peer } from './peers/peer.js';
import { mailPeer } from './peers/smtp.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, unheeded, watched, type Call } from './proofs.js';

let mute: Peer;
let greeted: Peer;
let slow: Peer;

beforeAll(async () => {
  [mute, greeted, slow] = await Promise.all([silent(), silent('220 ready ESMTP\r\n'), mailPeer(slowness)]);
});

afterAll(() => {
  for (const peer of [mute, greeted, slow]) peer.close();
});

const mail = { from: 'shop@example.org', to: 'somebody@example.org', subject: 'Hello', text: 'Hello' };

function send(peer: Peer, options: SMTPTransport.Options): Promise<unknown> {
  return createTransport({ host: '127.0.0.1', port: peer.port, secure: false, ...options }).sendMail(mail);
}

const both = (call: (peer: Peer) => PromiseLike<unknown>): readonly Call[] => [() => call(mute), () => call(greeted)];

const transport = clientOf(nodemailer, 'nodemailer transport');

provesSufficient('a nodemailer transport', transport.timeout, {
  socketTimeout: both((peer) => send(peer, { socketTimeout: limit })),
  '?socketTimeout': [
    ...both(({ port }) => createTransport(`smtp://127.0.0.1:${port}/?socketTimeout=${limit}`).sendMail(mail)),
    ...both(({ port }) => createTransport({ url: `smtp://127.0.0.1:${port}/?socketTimeout=${limit}` }).sendMail(mail)),
  ],
});

describe.concurrent('what looks like a timeout of nodemailer', () => {
  it('bounds nothing', async () => {
    const calls = {
      'connectionTimeout and greetingTimeout': () => send(greeted, { connectionTimeout: unheeded, greetingTimeout: unheeded }),
      'socketTimeout: 0': () => send(greeted, { socketTimeout: 0 }),
      'socketTimeout beside a url, before 10': () => createTransport({ url: `smtp://127.0.0.1:${greeted.port}`, socketTimeout: unheeded }).sendMail(mail),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('the text inserted for nodemailer', forHealthyPeers, () => {
  it('lets a slow delivery through', async () => {
    const written = { connectionTimeout: generous / 2, greetingTimeout: generous / 2, socketTimeout: generous };
    expect(transport.timeout.insertions.map(inserted)).toEqual([written]);
    expect(await outcomes({ sendMail: () => send(slow, written) })).toEqual({ sendMail: 'resolved' });
  });
});
