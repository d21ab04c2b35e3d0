/** What the catalogue says of clients that push messages to people, run against peers that accept and fall silent. */
import { createECDH } from 'node:crypto';
import https from 'node:https';
import { IncomingWebhook, type IncomingWebhookDefaultArguments } from '@slack/webhook';
import { Api, Bot } from 'grammy';
import Pusher from 'pusher';
import { Telegraf, Telegram } from 'telegraf';
import webPush, { type RequestOptions } from 'web-push';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Catalog } from '../packages/analysis/src/catalog/catalog.js';
import { grammy } from '../packages/analysis/src/catalog/sdk/grammy.js';
import { pusher } from '../packages/analysis/src/catalog/sdk/pusher.js';
import { slackWebhook } from '../packages/analysis/src/catalog/sdk/slack-webhook.js';
import { telegraf } from '../packages/analysis/src/catalog/sdk/telegraf.js';
import { webPush as webPushFacts } from '../packages/analysis/src/catalog/sdk/web-push.js';
import { clientOf, functionOf } from './find-facts.js';
import { methodsOf } from './methods.js';
import { anonymous, slow, slowTls } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, unheeded, watched } from './proofs.js';

let mute: Peer;
let telegram: Peer;
let slowHttp: Peer;
let slowHttps: Peer;

beforeAll(async () => {
  [mute, telegram, slowHttp, slowHttps] = await Promise.all([silent(), slow(slowness, { ok: true, result: {} }), slow(slowness), slowTls(slowness)]);
});

afterAll(() => {
  for (const peer of [mute, telegram, slowHttp, slowHttps]) peer.close();
});

const urlOf = ({ port }: Peer): string => `http://127.0.0.1:${port}`;

const keys = createECDH('prime256v1');
const vapidDetails = { subject: 'mailto:shop@example.org', ...webPush.generateVAPIDKeys() };
const agent = new https.Agent({ ...anonymous, rejectUnauthorized: false });

const push = ({ port }: Peer, options: RequestOptions): Promise<unknown> =>
  webPush.sendNotification(
    { endpoint: `https://127.0.0.1:${port}/device`, keys: { p256dh: keys.generateKeys('base64url'), auth: 'A'.repeat(22) } },
    'shipped',
    { vapidDetails, agent, ...options },
  );

const trigger = ({ port }: Peer, options: { readonly timeout?: number }): Promise<unknown> =>
  new Pusher({ appId: '1', key: 'key', secret: 'secret', host: '127.0.0.1', port: String(port), useTLS: false, ...options }).trigger('orders', 'shipped', {});

const post = (peer: Peer, options: IncomingWebhookDefaultArguments): Promise<unknown> => new IncomingWebhook(urlOf(peer), options).send('shipped');

const viaApi = (peer: Peer, options: { readonly timeoutSeconds?: number }): Promise<unknown> => new Api('token', { apiRoot: urlOf(peer), ...options }).getMe();
const viaBot = (peer: Peer, options: { readonly timeoutSeconds?: number }): Promise<unknown> =>
  new Bot('token', { client: { apiRoot: urlOf(peer), ...options } }).api.getMe();

provesSufficient('a notification of web-push', functionOf(webPushFacts, 'sendNotification').timeout, { timeout: [() => push(mute, { timeout: limit })] });
provesSufficient('a Pusher client', clientOf(pusher, 'Pusher client').timeout, { timeout: [() => trigger(mute, { timeout: limit })] });
provesSufficient('a Slack webhook', clientOf(slackWebhook, 'Slack webhook').timeout, { timeout: [() => post(mute, { timeout: limit })] });
provesSufficient('a grammY bot', clientOf(grammy, 'grammY bot').timeout, { timeoutSeconds: [() => viaBot(mute, { timeoutSeconds: limit / 1000 })] });
provesSufficient('an API of grammY', clientOf(grammy, 'grammY API').timeout, { timeoutSeconds: [() => viaApi(mute, { timeoutSeconds: limit / 1000 })] });
provesSufficient('a Telegraf bot', clientOf(telegraf, 'Telegraf bot').timeout, {});
provesSufficient('a Telegram client', clientOf(telegraf, 'Telegram client').timeout, {});

describe.concurrent('what pushes messages, without a timeout', () => {
  it('waits', async () => {
    const calls = {
      'web-push': () => push(mute, {}),
      Pusher: () => trigger(mute, {}),
      'Pusher: 0': () => trigger(mute, { timeout: 0 }),
      'Slack webhook': () => post(mute, {}),
      'Slack webhook: 0': () => post(mute, { timeout: 0 }),
      grammY: () => viaApi(mute, {}),
      Telegraf: () => new Telegraf('token', { telegram: { apiRoot: urlOf(mute) }, handlerTimeout: unheeded }).telegram.getMe(),
      Telegram: () => new Telegram('token', { apiRoot: urlOf(mute) }).getMe(),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('the texts inserted for what pushes messages', forHealthyPeers, () => {
  it('let slow answers through', async () => {
    expect(functionOf(webPushFacts, 'sendNotification').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    expect(clientOf(pusher, 'Pusher client').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    expect(clientOf(slackWebhook, 'Slack webhook').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    expect(clientOf(grammy, 'grammY API').timeout.insertions.map(inserted)).toEqual([{ timeoutSeconds: generous / 1000 }]);
    const calls = {
      'web-push': () => push(slowHttps, { timeout: generous }),
      Pusher: () => trigger(slowHttp, { timeout: generous }),
      'Slack webhook': () => post(slowHttp, { timeout: generous }),
      grammY: () => viaApi(telegram, { timeoutSeconds: generous / 1000 }),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});

describe('the methods of Telegram that bots use most', () => {
  it.each([
    ['grammY', grammy, 'grammY API', new Api('token')],
    ['Telegraf', telegraf, 'Telegram client', new Telegram('token')],
  ])('are known of %s', (_, library, name, api) => {
    const catalog = new Catalog([library]);
    const known = methodsOf(api).filter((path) => path.length === 1 && catalog.callsOf(clientOf(library, name), path).length > 0);
    expect(known.length).toBeGreaterThan(60);
  });
});
