/** What the catalogue says of vendors' SDKs, run against peers that accept and fall silent. */
import { init } from '@launchdarkly/node-server-sdk';
import { Octokit } from '@octokit/rest';
import sgClient from '@sendgrid/client';
import sgMail from '@sendgrid/mail';
import { WebClient } from '@slack/web-api';
import { BlobServiceClient } from '@azure/storage-blob';
import { algoliasearch } from 'algoliasearch';
import S3 from 'aws-sdk/clients/s3.js';
import { Client as Ftp } from 'basic-ftp';
import FormData from 'form-data';
import { request } from 'gaxios';
import Mailgun from 'mailgun.js';
import { ServerClient } from 'postmark';
import { PostHog } from 'posthog-node';
import { Resend } from 'resend';
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailgun } from '../packages/analysis/src/catalog/mail/mailgun.js';
import { postmark } from '../packages/analysis/src/catalog/mail/postmark.js';
import { algoliasearch as algoliaFacts } from '../packages/analysis/src/catalog/sdk/algoliasearch.js';
import { awsSdkV2 } from '../packages/analysis/src/catalog/sdk/aws-sdk-v2.js';
import { azureStorageBlob } from '../packages/analysis/src/catalog/sdk/azure-storage-blob.js';
import { googleapis } from '../packages/analysis/src/catalog/sdk/googleapis.js';
import { launchdarkly } from '../packages/analysis/src/catalog/sdk/launchdarkly.js';
import { octokit } from '../packages/analysis/src/catalog/sdk/octokit.js';
import { posthog } from '../packages/analysis/src/catalog/sdk/posthog.js';
import { slack } from '../packages/analysis/src/catalog/sdk/slack.js';
import { twilio as twilioFacts } from '../packages/analysis/src/catalog/sdk/twilio.js';
import { clientOf, functionOf } from './find-facts.js';
import { slow } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcome, outcomes, provesSufficient, slowness, unheeded, watched } from './proofs.js';

let peers: readonly Peer[] = [];
let url = '';
let slowUrl = '';
let port = 0;

beforeAll(async () => {
  peers = await Promise.all([silent(), slow(slowness)]);
  [url = '', slowUrl = ''] = peers.map((peer) => `http://127.0.0.1:${peer.port}/`);
  port = peers[0]?.port ?? 0;
});

afterAll(() => {
  for (const peer of peers) peer.close();
});

const noRetry = { retryConfig: { retries: 0 } };

provesSufficient('a Slack client', clientOf(slack, 'Slack client').timeout, {
  timeout: [() => new WebClient('token', { slackApiUrl: url, timeout: limit, ...noRetry }).auth.test()],
});

const repository = { owner: 'a', repo: 'b' };

provesSufficient('an Octokit client', clientOf(octokit, 'Octokit client').timeout, {
  signal: [() => new Octokit({ baseUrl: url }).rest.repos.get({ ...repository, request: { signal: AbortSignal.timeout(limit) } })],
});

provesSufficient('a request of gaxios', functionOf(googleapis, 'request').timeout, {
  timeout: [() => request({ url, timeout: limit, retry: false })],
  'timeout of this call': { unproven: 'of googleapis only, which is too large to install here; clients.json has the experiment' },
  signal: [() => request({ url, signal: AbortSignal.timeout(limit), retry: false })],
});

/** Sends what a library would send to its vendor to the peer. */
const toPeer = (options: { readonly timeout?: number } = {}): ConstructorParameters<typeof twilio.Twilio>[2] => ({ ...options, region: 'test', edge: 'test' });

provesSufficient('a Twilio client', clientOf(twilioFacts, 'Twilio client').timeout, {
  timeout: [() => twilio('AC1', 'token', toPeer({ timeout: limit })).httpClient.request({ method: 'get', uri: url })],
});

const host = (): { hosts: { url: string; accept: 'readWrite'; protocol: 'http' }[] } => ({ hosts: [{ url: `127.0.0.1:${port}`, accept: 'readWrite', protocol: 'http' }] });
const timeouts = { connect: limit, read: limit, write: limit };

provesSufficient('an Algolia client', clientOf(algoliaFacts, 'Algolia client').timeout, {
  'timeouts.read': [() => algoliasearch('app', 'key', { ...host(), timeouts }).searchSingleIndex({ indexName: 'x' })],
  'timeouts of this call': [() => algoliasearch('app', 'key', host()).searchSingleIndex({ indexName: 'x' }, { timeouts })],
});

provesSufficient('a PostHog client', clientOf(posthog, 'PostHog client').timeout, {
  featureFlagsRequestTimeoutMs: [
    async () => {
      // It answers undefined where the request fails: what matters is that it answers.
      await new PostHog('key', { host: url, featureFlagsRequestTimeoutMs: limit, fetchRetryCount: 0 }).getFeatureFlag('flag', 'someone');
      throw new Error('answered in time');
    },
  ],
});

provesSufficient('a LaunchDarkly client', clientOf(launchdarkly, 'LaunchDarkly client').timeout, {
  timeout: [() => init('sdk-key', { baseUri: url, streamUri: url, eventsUri: url, logger: quiet }).waitForInitialization({ timeout: 1 })],
});

const nothing = (): undefined => undefined;
const quiet = { debug: nothing, info: nothing, warn: nothing, error: nothing };

const blob = (): ReturnType<ReturnType<BlobServiceClient['getContainerClient']>['getBlockBlobClient']> =>
  new BlobServiceClient(`${url}account`, undefined, { retryOptions: { maxTries: 1, tryTimeoutInMs: limit } }).getContainerClient('c').getBlockBlobClient('b');

provesSufficient('an Azure Blob client', clientOf(azureStorageBlob, 'Azure Blob client').timeout, {
  abortSignal: [() => blob().getProperties({ abortSignal: AbortSignal.timeout(limit) })],
});

provesSufficient('an AWS SDK v2 client', clientOf(awsSdkV2, 'AWS SDK v2 client').timeout, {
  timeout: [
    () =>
      new S3({ endpoint: url, region: 'here', accessKeyId: 'a', secretAccessKey: 'b', maxRetries: 0, httpOptions: { timeout: limit } })
        .getObject({ Bucket: 'b', Key: 'k' })
        .promise(),
  ],
});

const message = { from: 'a@example.com', to: ['b@example.com'], subject: 's', text: 't' };
const viaMailgun = (options: { readonly timeout?: number }, to = url): Promise<unknown> => new Mailgun(FormData).client({ username: 'api', key: 'key', url: to, ...options }).messages.create('example.com', message);

provesSufficient('a Mailgun client', clientOf(mailgun, 'Mailgun client').timeout, {
  timeout: [() => viaMailgun({ timeout: limit })],
});

const viaPostmark = (timeout: number | undefined, to = `127.0.0.1:${port}`): Promise<unknown> =>
  new ServerClient('token', { requestHost: to, useHttps: false, ...(timeout === undefined ? {} : { timeout }) }).sendEmail({ From: 'a@example.com', To: 'b@example.com', Subject: 's', TextBody: 't' });

provesSufficient('a Postmark client', clientOf(postmark, 'Postmark client').timeout, {
  timeout: [() => viaPostmark(limit / 1000)],
});

describe.concurrent('vendors’ clients without a timeout, or with what looks like one', () => {
  it('wait', async () => {
    const calls = {
      Slack: () => new WebClient('token', { slackApiUrl: url, ...noRetry }).auth.test(),
      Octokit: () => new Octokit({ baseUrl: url }).rest.repos.get(repository),
      'Octokit: request.timeout': () => new Octokit({ baseUrl: url, request: { timeout: unheeded } }).rest.repos.get(repository),
      gaxios: () => request({ url, retry: false }),
      'Azure: tryTimeoutInMs': () => blob().getProperties(),
      Mailgun: () => viaMailgun({}),
      Postmark: () => viaPostmark(undefined),
      Resend: () => new Resend('re_key', { baseUrl: url }).emails.send({ from: 'a@example.com', to: 'b@example.com', subject: 's', text: 't' }),
      FTP: () => new Ftp().access({ host: '127.0.0.1', port }),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe('SendGrid', () => {
  it('waits, until setTimeout is called', async () => {
    sgMail.setClient(sgClient);
    sgMail.setApiKey('SG.key');
    sgClient.setDefaultRequest('baseUrl', url);
    const send = (): Promise<unknown> => sgMail.send({ to: 'b@example.com', from: 'a@example.com', subject: 's', text: 't' });
    const before = await outcome(send, watched);
    sgMail.setTimeout(limit);
    expect({ before, after: await outcome(send) }).toEqual({ before: 'pending', after: 'rejected' });
  });
});

describe.concurrent('inserted texts', forHealthyPeers, () => {
  it('are those that are run here', () => {
    expect(clientOf(slack, 'Slack client').timeout.insertions.map(inserted)).toEqual([{ timeout: generous, retryConfig: { retries: '2' } }, { timeout: generous }]);
    expect(clientOf(mailgun, 'Mailgun client').timeout.insertions.map(inserted)).toEqual([{ timeout: generous }]);
    expect(clientOf(postmark, 'Postmark client').timeout.insertions.map(inserted)).toEqual([{ timeout: generous / 1000 }]);
  });

  it('let slow answers through', async () => {
    const calls = {
      // `{}` is no answer of Slack's, of which it complains once it has it.
      Slack: () => new WebClient('token', { slackApiUrl: slowUrl, timeout: generous, retryConfig: { retries: 2 } }).auth.test().catch((error: unknown) => {
        if (!(error instanceof Error) || !error.message.startsWith('An API error occurred')) throw error;
      }),
      Mailgun: () => viaMailgun({ timeout: generous }, slowUrl),
      Postmark: () => viaPostmark(generous / 1000, slowUrl.replace(/^http:\/\/|\/$/g, '')),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});

