/** What the catalogue says of vendors' SDKs, run against peers that accept and fall silent. */
import { BedrockAgentRuntimeClient, RetrieveCommand, type BedrockAgentRuntimeClientConfig } from '@aws-sdk/client-bedrock-agent-runtime';
import { BedrockRuntimeClient, ConverseCommand, type BedrockRuntimeClientConfig } from '@aws-sdk/client-bedrock-runtime';
import { DynamoDB, DynamoDBClient, GetItemCommand, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordCommand, type KinesisClientConfig } from '@aws-sdk/client-kinesis';
import { DescribeVoicesCommand, PollyClient, type PollyClientConfig } from '@aws-sdk/client-polly';
import { ListBucketsCommand, S3, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQS, SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { BedrockRuntimeClient as BedrockOverHttp1, ConverseCommand as ConverseOverHttp1 } from 'bedrock-runtime-3.797';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Catalog } from '../packages/analysis/src/catalog/catalog.js';
import { awsSdk } from '../packages/analysis/src/catalog/sdk/aws-sdk.js';
import { stripe as stripeFacts } from '../packages/analysis/src/catalog/sdk/stripe.js';
import { clientOf } from './find-facts.js';
import { methodsOf } from './methods.js';
import { slow, slowHttp2, stalling } from './peers/http.js';
import { silent, type Peer } from './peers/peer.js';
import { all, forHealthyPeers, generous, inserted, limit, outcomes, provesSufficient, slowness, unheeded, watched, type Call } from './proofs.js';

let silentPeer: Peer;
let stalledPeer: Peer;
let slowPeer: Peer;
let slowHttp2Peer: Peer;

beforeAll(async () => {
  [silentPeer, stalledPeer, slowPeer, slowHttp2Peer] = await Promise.all([silent(), stalling(), slow(slowness), slowHttp2(slowness)]);
});

afterAll(() => {
  for (const peer of [silentPeer, stalledPeer, slowPeer, slowHttp2Peer]) peer.close();
});

type Handler = NonNullable<DynamoDBClientConfig['requestHandler']>;

const account = ({ port }: Peer) => ({
  region: 'eu-west-1',
  endpoint: `http://127.0.0.1:${port}`,
  credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  maxAttempts: 1,
});

const s3 = (peer: Peer, requestHandler: Handler): S3Client => new S3Client({ ...account(peer), requestHandler, forcePathStyle: true });
const sqs = (peer: Peer, requestHandler: Handler): SQSClient => new SQSClient({ ...account(peer), requestHandler });
const dynamo = (peer: Peer, requestHandler: Handler): DynamoDBClient => new DynamoDBClient({ ...account(peer), requestHandler });

/** These over HTTP/2. */
const bedrock = (requestHandler: NonNullable<BedrockRuntimeClientConfig['requestHandler']>, peer = silentPeer): BedrockRuntimeClient => new BedrockRuntimeClient({ ...account(peer), requestHandler });
const agents = (requestHandler: NonNullable<BedrockAgentRuntimeClientConfig['requestHandler']>, peer = silentPeer): BedrockAgentRuntimeClient => new BedrockAgentRuntimeClient({ ...account(peer), requestHandler });
const polly = (requestHandler: NonNullable<PollyClientConfig['requestHandler']>, peer = silentPeer): PollyClient => new PollyClient({ ...account(peer), requestHandler });
const kinesis = (requestHandler: NonNullable<KinesisClientConfig['requestHandler']>, peer = silentPeer): KinesisClient => new KinesisClient({ ...account(peer), requestHandler });

/** The last one over HTTP/1. */
const oldBedrock = (requestHandler: Handler, peer = silentPeer): BedrockOverHttp1 => new BedrockOverHttp1({ ...account(peer), requestHandler });

const listBuckets = (): ListBucketsCommand => new ListBucketsCommand({});
const getItem = (): GetItemCommand => new GetItemCommand({ TableName: 'things', Key: { id: { S: '1' } } });
const converse = (): ConverseCommand => new ConverseCommand({ modelId: 'model', messages: [] });
const converseOverHttp1 = (): ConverseOverHttp1 => new ConverseOverHttp1({ modelId: 'model', messages: [] });
const retrieve = (): RetrieveCommand => new RetrieveCommand({ knowledgeBaseId: 'manual', retrievalQuery: { text: 'hello' } });
const describeVoices = (): DescribeVoicesCommand => new DescribeVoicesCommand({});
const putRecord = (): PutRecordCommand => new PutRecordCommand({ StreamName: 'stream', PartitionKey: '1', Data: new Uint8Array([1]) });
const sendMessage = (peer: Peer): SendMessageCommand => new SendMessageCommand({ QueueUrl: `http://127.0.0.1:${peer.port}/queue`, MessageBody: 'hello' });

const whole = { requestTimeout: limit, throwOnRequestTimeout: true };

for (const name of ['AWS SDK client', 'SQS client', 'DynamoDB document client']) {
  provesSufficient(`an ${name}`, clientOf(awsSdk, name).timeout, {
    socketTimeout: [
      () => s3(silentPeer, { socketTimeout: limit }).send(listBuckets()),
      () => s3(silentPeer, new NodeHttpHandler({ socketTimeout: limit })).send(listBuckets()),
      () => sqs(silentPeer, { socketTimeout: limit }).send(sendMessage(silentPeer)),
      () => dynamo(stalledPeer, { socketTimeout: limit }).send(getItem()),
    ],
    // Up to the headers; a body that stalls is left to socketTimeout.
    'requestTimeout + throwOnRequestTimeout': [() => dynamo(silentPeer, whole).send(getItem()), () => sqs(silentPeer, whole).send(sendMessage(silentPeer))],
    'requestTimeout of older handlers': { unproven: 'handlers before 4 are not installed' },
    abortSignal: [() => s3(silentPeer, {}).send(listBuckets(), { abortSignal: AbortSignal.timeout(limit) })],
    'requestTimeout of this call + throwOnRequestTimeout': [
      () => s3(silentPeer, { throwOnRequestTimeout: true }).send(listBuckets(), { requestTimeout: limit }),
    ],
  });
}

const older = { unproven: 'this older client is not installed' };

provesSufficient('a Bedrock client', clientOf(awsSdk, 'Bedrock client').timeout, {
  'requestTimeout over HTTP/2': [() => bedrock({ requestTimeout: limit, disableConcurrentStreams: true }).send(converse())],
  'requestTimeout of this call over HTTP/2': [() => bedrock({}).send(converse(), { requestTimeout: limit })],
  abortSignal: [
    () => bedrock({}).send(converse(), { abortSignal: AbortSignal.timeout(limit) }),
    () => oldBedrock({}).send(converseOverHttp1(), { abortSignal: AbortSignal.timeout(limit) }),
  ],
  socketTimeout: [() => oldBedrock({ socketTimeout: limit }).send(converseOverHttp1())],
  'requestTimeout + throwOnRequestTimeout': [() => oldBedrock(whole).send(converseOverHttp1())],
  'requestTimeout of older handlers': older,
  'requestTimeout of this call + throwOnRequestTimeout': [
    () => oldBedrock({ throwOnRequestTimeout: true }).send(converseOverHttp1(), { requestTimeout: limit }),
  ],
});

provesSufficient('a Bedrock agent client', clientOf(awsSdk, 'Bedrock agent client').timeout, {
  'requestTimeout over HTTP/2': [() => agents({ requestTimeout: limit, disableConcurrentStreams: true }).send(retrieve())],
  'requestTimeout of this call over HTTP/2': [() => agents({}).send(retrieve(), { requestTimeout: limit })],
  abortSignal: [() => agents({}).send(retrieve(), { abortSignal: AbortSignal.timeout(limit) })],
  socketTimeout: older,
  'requestTimeout + throwOnRequestTimeout': older,
  'requestTimeout of older handlers': older,
  'requestTimeout of this call + throwOnRequestTimeout': older,
});

provesSufficient('a Polly client', clientOf(awsSdk, 'Polly client').timeout, {
  'requestTimeout over HTTP/2': [() => polly({ requestTimeout: limit, disableConcurrentStreams: true }).send(describeVoices())],
  'requestTimeout of this call over HTTP/2': [() => polly({}).send(describeVoices(), { requestTimeout: limit })],
  abortSignal: [() => polly({}).send(describeVoices(), { abortSignal: AbortSignal.timeout(limit) })],
  socketTimeout: older,
  'requestTimeout + throwOnRequestTimeout': older,
  'requestTimeout of older handlers': older,
  'requestTimeout of this call + throwOnRequestTimeout': older,
});

provesSufficient('a Kinesis client', clientOf(awsSdk, 'Kinesis client').timeout, {
  'requestTimeout over HTTP/2': [() => kinesis({ requestTimeout: limit, disableConcurrentStreams: true }).send(putRecord())],
  'requestTimeout of this call over HTTP/2': [() => kinesis({}).send(putRecord(), { requestTimeout: limit })],
  abortSignal: [() => kinesis({}).send(putRecord(), { abortSignal: AbortSignal.timeout(limit) })],
});

describe.concurrent('what looks like a timeout of the AWS SDK', () => {
  it('bounds nothing', async () => {
    const calls = {
      none: () => s3(silentPeer, {}).send(listBuckets()),
      requestTimeout: () => s3(silentPeer, { requestTimeout: unheeded, logger: { ...console, warn: () => undefined } }).send(listBuckets()),
      connectionTimeout: () => s3(silentPeer, { connectionTimeout: unheeded }).send(listBuckets()),
      'socketTimeout: 0': () => s3(silentPeer, { socketTimeout: 0 }).send(listBuckets()),
      'socketTimeout of Kinesis': () => kinesis({ socketTimeout: unheeded }).send(putRecord()),
      'socketTimeout of Bedrock': () => bedrock({ socketTimeout: unheeded }).send(converse()),
      'socketTimeout of Bedrock agents': () => agents({ socketTimeout: unheeded }).send(retrieve()),
      'socketTimeout of Polly': () => polly({ socketTimeout: unheeded }).send(describeVoices()),
      'requestTimeout of Bedrock over HTTP/1': () => oldBedrock({ requestTimeout: unheeded, logger: { ...console, warn: () => undefined } }).send(converseOverHttp1()),
      signal: () => s3(silentPeer, {}).send(listBuckets(), Object.assign({ requestTimeout: 60_000 }, { signal: AbortSignal.timeout(unheeded) })),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent('the text inserted for the AWS SDK', forHealthyPeers, () => {
  it('lets a slow answer through', async () => {
    const requestHandler = { connectionTimeout: generous, socketTimeout: generous };
    for (const name of ['AWS SDK client', 'SageMaker client']) {
      expect(clientOf(awsSdk, name).timeout.insertions.map(inserted)).toEqual([{ requestHandler }]);
    }
    // A queue may itself wait for messages, longer than others for their answers.
    const forQueues = { ...requestHandler, socketTimeout: 3 * generous };
    expect(clientOf(awsSdk, 'SQS client').timeout.insertions.map(inserted)).toEqual([{ requestHandler: forQueues }]);
    expect(await outcomes({ dynamo: () => dynamo(slowPeer, requestHandler).send(getItem()) })).toEqual({ dynamo: 'resolved' });
  });

  it('lets a slow answer over HTTP/2 through', async () => {
    const overHttp1 = { requestHandler: { connectionTimeout: generous, socketTimeout: generous } };
    const overHttp2 = { requestHandler: { requestTimeout: generous, disableConcurrentStreams: 'true' } };
    expect(clientOf(awsSdk, 'Kinesis client').timeout.insertions.map(inserted)).toEqual([overHttp2]);
    for (const name of ['Bedrock client', 'Bedrock agent client', 'Polly client']) {
      expect(clientOf(awsSdk, name).timeout.insertions.map(inserted)).toEqual([overHttp2, overHttp1]);
    }
    const requestHandler = { requestTimeout: generous, disableConcurrentStreams: true };
    const calls = {
      bedrock: () => bedrock(requestHandler, slowHttp2Peer).send(converse()),
      agents: () => agents(requestHandler, slowHttp2Peer).send(retrieve()),
      polly: () => polly(requestHandler, slowHttp2Peer).send(describeVoices()),
      kinesis: () => kinesis(requestHandler, slowHttp2Peer).send(putRecord()),
    };
    expect(await outcomes(calls)).toEqual(all(calls, 'resolved'));
  });
});

const stripe = ({ port }: Peer, config: Stripe.StripeConfig): Stripe => new Stripe(
  'sk_test_key',
  { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0, ...config },
);

const anywhere = (call: (peer: Peer) => PromiseLike<unknown>): readonly Call[] => [() => call(silentPeer), () => call(stalledPeer)];

provesSufficient('a Stripe client', clientOf(stripeFacts, 'Stripe client').timeout, {
  timeout: anywhere((peer) => stripe(peer, { timeout: limit }).charges.list({ limit: 1 })),
  'timeout of this call': anywhere((peer) => stripe(peer, {}).charges.create({ amount: 100, currency: 'eur' }, { timeout: limit })),
});

describe.concurrent('what looks like a timeout of Stripe', () => {
  it('bounds nothing', async () => {
    const calls = {
      'timeout: 0': () => stripe(silentPeer, { timeout: 0 }).charges.list(),
      signal: () => stripe(silentPeer, {}).charges.list({}, Object.assign({ maxNetworkRetries: 0 }, { signal: AbortSignal.timeout(unheeded) })),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe('every operation', () => {
  const catalog = new Catalog([awsSdk, stripeFacts]);

  it.each([
    ['AWS SDK client', S3],
    ['SQS client', SQS],
    ['AWS SDK client', DynamoDB],
  ])('of the %s with methods is known, paginators and waiters left out', (name, service) => {
    const client = clientOf(awsSdk, name);
    const methods = Object.getOwnPropertyNames(service.prototype).filter((method) => !/^(?:constructor|paginate|waitUntil)/.test(method));
    expect(methods.length).toBeGreaterThan(20);
    expect(methods.filter((method) => catalog.callsOf(client, [method]).length === 0)).toEqual([]);
  });

  it('of Stripe is known, wherever its resource stands', () => {
    const client = clientOf(stripeFacts, 'Stripe client');
    const paths = methodsOf(new Stripe('sk_test_key')).filter(([first]) => first !== undefined && !/^(?:webhooks|errors|oauth|Decimal)$/.test(first));
    expect(paths.length).toBeGreaterThan(400);
    const internal = /^(?:initialize|addFetchRelatedObjectIfNeeded)$/;
    const calls = paths.filter((path) => path.length > 1 && !internal.test(path.at(-1) ?? ''));
    expect(calls.filter((path) => catalog.callsOf(client, path).length === 0).map((path) => path.join('.'))).toEqual([]);
  });
});
