/** What the catalogue says of queues, run against peers that never answer, or fall silent after the handshake. */
import net from 'node:net';
import { Client as QStash } from '@upstash/qstash';
import amqpManager from 'amqp-connection-manager';
import amqp from 'amqplib';
import amqpCallbacks from 'amqplib/callback_api';
import Bull from 'bull';
import { Queue, QueueEvents, Worker, type QueueOptions } from 'bullmq';
import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';
import mqtt from 'mqtt';
import { connect as connectNats } from 'nats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amqpConnectionManager } from '../packages/analysis/src/catalog/queue/amqp-connection-manager.js';
import { amqplibCallbacks } from '../packages/analysis/src/catalog/queue/amqplib-callbacks.js';
import { amqplib } from '../packages/analysis/src/catalog/queue/amqplib.js';
import { bull } from '../packages/analysis/src/catalog/queue/bull.js';
import { bullmq } from '../packages/analysis/src/catalog/queue/bullmq.js';
import { confluentKafka } from '../packages/analysis/src/catalog/queue/confluent-kafka.js';
import { kafkajs } from '../packages/analysis/src/catalog/queue/kafkajs.js';
import { nats } from '../packages/analysis/src/catalog/queue/nats.js';
import { pubsub } from '../packages/analysis/src/catalog/queue/pubsub.js';
import { serviceBus } from '../packages/analysis/src/catalog/queue/service-bus.js';
import { ending } from './crashes.js';
import { clientOf, functionOf } from './find-facts.js';
import { amqpPeer } from './peers/amqp.js';
import { listen, silent, type Peer } from './peers/peer.js';
import { all, limit, outcomes, provesSufficient, unheeded, watched } from './proofs.js';

let silentPeer: Peer;
let amqpServer: Peer;
let natsServer: Peer;
let mqttServer: Peer;

beforeAll(async () => {
  [silentPeer, amqpServer, natsServer, mqttServer] = await Promise.all([silent(), amqpPeer(), natsPeer(), mqttPeer()]);
});

const opened: (() => unknown)[] = [];

afterAll(async () => {
  await Promise.all(opened.map(async (close) => Promise.race([Promise.resolve(close()).catch(ignore), new Promise((resolve) => setTimeout(resolve, limit))])));
  for (const peer of [silentPeer, amqpServer, natsServer, mqttServer]) peer.close();
});

const ignore = (): void => undefined;

/** Lets a client in, and answers its pings alone. */
function natsPeer(): Promise<Peer> {
  return listen(
    net.createServer((socket) => {
      socket.write('INFO {"server_id":"a","version":"2.10.0","proto":1,"max_payload":1048576,"headers":true}\r\n');
      socket.on('data', (data) => {
        if (data.toString().includes('PING')) socket.write('PONG\r\n');
      });
    }),
  );
}

/** Acknowledges a connection, and nothing else. */
function mqttPeer(): Promise<Peer> {
  return listen(
    net.createServer((socket) => {
      socket.once('data', () => socket.write(Buffer.from([0x20, 2, 0, 0])));
      socket.on('data', ignore);
    }),
  );
}

function queue(connection: object, options: Omit<QueueOptions, 'connection'> = {}): Queue {
  const made = new Queue('jobs', { connection: { host: '127.0.0.1', port: silentPeer.port, ...connection }, ...options });
  made.on('error', ignore);
  opened.push(() => made.disconnect());
  return made;
}

provesSufficient('a BullMQ queue', clientOf(bullmq, 'BullMQ queue').timeout, {
  'connection.commandTimeout + connection.enableOfflineQueue: false + skipWaitingForReady: true': [
    () => queue({ commandTimeout: limit, enableOfflineQueue: false }, { skipWaitingForReady: true }).add('a', {}),
    () => queue({ commandTimeout: limit, enableOfflineQueue: false }, { skipWaitingForReady: true }).getJobCounts(),
  ],
});

function bullQueue(redis: object): Bull.Queue {
  const made = new Bull('jobs', { redis: { host: '127.0.0.1', port: silentPeer.port, ...redis }, defaultJobOptions: { timeout: limit } });
  made.on('error', ignore);
  return made;
}

provesSufficient('a Bull queue', clientOf(bull, 'Bull queue').timeout, {
  'redis.commandTimeout': [() => bullQueue({ commandTimeout: limit }).add({}), () => bullQueue({ commandTimeout: limit }).getJobCounts()],
});

async function openAmqp(url: string, options: object = {}): Promise<amqp.ChannelModel> {
  const connection = await amqp.connect(url, { timeout: limit, ...options });
  connection.on('error', ignore);
  opened.push(() => connection.close());
  return connection;
}

provesSufficient('an amqplib connection', clientOf(amqplib, 'amqplib connection').timeout, {
  'timeout + heartbeat': [
    () => amqp.connect({ hostname: '127.0.0.1', port: silentPeer.port, heartbeat: 1 }, { timeout: limit }),
    async () => {
      const connection = await amqp.connect({ hostname: '127.0.0.1', port: amqpServer.port, heartbeat: 1 }, { timeout: generousHandshake });
      connection.on('error', ignore);
      return connection.createChannel();
    },
  ],
  'timeout + ?heartbeat': [
    () => amqp.connect(`amqp://127.0.0.1:${silentPeer.port}?heartbeat=1`, { timeout: limit }),
    async () => (await openAmqp(`amqp://127.0.0.1:${amqpServer.port}?heartbeat=1`, { timeout: generousHandshake })).createChannel(),
  ],
});

/** A busy machine may take its time over a handshake. */
const generousHandshake = 2000;

provesSufficient('connecting with callbacks of amqplib', functionOf(amqplibCallbacks, 'connect').timeout, {
  timeout: [
    () =>
      new Promise((resolve, reject) => {
        amqpCallbacks.connect(`amqp://127.0.0.1:${silentPeer.port}`, { timeout: limit }, (error: unknown, connection) => (error instanceof Error ? reject(error) : resolve(connection)));
      }),
  ],
});

function channel(options: object): ReturnType<ReturnType<typeof amqpManager.connect>['createChannel']> {
  const connection = amqpManager.connect([`amqp://127.0.0.1:${silentPeer.port}`]);
  opened.push(() => connection.close());
  return connection.createChannel(options);
}

provesSufficient('a connection manager', clientOf(amqpConnectionManager, 'connection manager').timeout, {
  'timeout of publish': [() => channel({}).publish('a', 'b', Buffer.from('c'), { timeout: limit })],
  'timeout of sendToQueue': [() => channel({}).sendToQueue('a', Buffer.from('c'), { timeout: limit })],
  publishTimeout: [() => channel({ publishTimeout: limit }).publish('a', 'b', Buffer.from('c'))],
});

function kafka(options: Omit<KafkaConfig, 'brokers'>): Kafka {
  return new Kafka({ brokers: [`127.0.0.1:${silentPeer.port}`], logLevel: logLevel.NOTHING, retry: { retries: 0 }, ...options });
}

provesSufficient('a kafkajs client', clientOf(kafkajs, 'kafkajs client').timeout, {
  requestTimeout: [() => kafka({ requestTimeout: limit }).admin().connect(), () => kafka({ requestTimeout: limit }).producer().connect()],
  enforceRequestTimeout: { unproven: 'it keeps the default of 30 s' },
});

provesSufficient('a Kafka client of Confluent', clientOf(confluentKafka, 'Confluent Kafka client').timeout, { requestTimeout: { unproven: 'its native parts are not installed here' } });
provesSufficient('a Pub/Sub client', clientOf(pubsub, 'Pub/Sub client').timeout, { timeout: { unproven: 'it is not installed here' } });
provesSufficient('a Service Bus client', clientOf(serviceBus, 'Service Bus client').timeout, { timeoutInMs: { unproven: 'it is not installed here' } });

provesSufficient('a NATS connection', clientOf(nats, 'NATS connection').timeout, {
  timeout: [() => connectNats({ servers: `127.0.0.1:${silentPeer.port}`, timeout: limit })],
  'timeout of request': [
    async () => {
      const connection = await connectNats({ servers: `127.0.0.1:${natsServer.port}` });
      opened.push(() => connection.close());
      return connection.request('a', undefined, { timeout: limit });
    },
  ],
});

describe.concurrent('what looks like a timeout', () => {
  it('bounds nothing', async () => {
    const mqttClient = mqtt.connect(`mqtt://127.0.0.1:${silentPeer.port}`, { connectTimeout: limit, reconnectPeriod: limit });
    const known = mqtt.connect(`mqtt://127.0.0.1:${mqttServer.port}`, { keepalive: 1, reconnectPeriod: limit });
    for (const client of [mqttClient, known]) client.on('error', ignore);
    opened.push(() => mqttClient.endAsync(true), () => known.endAsync(true));
    const calls = {
      'commandTimeout of BullMQ alone': () => queue({ commandTimeout: unheeded }).add('a', {}),
      'connectTimeout of BullMQ': () => queue({ connectTimeout: unheeded }).add('a', {}),
      'connectTimeout and the timeout of jobs of Bull': () => bullQueue({ connectTimeout: unheeded }).add({}),
      'timeout of amqplib alone': async () => (await openAmqp(`amqp://127.0.0.1:${amqpServer.port}`, { timeout: generousHandshake })).createChannel(),
      'connectTimeout of MQTT.js': () => mqttClient.publishAsync('a', 'b'),
      'keepalive of MQTT.js': () => known.publishAsync('a', 'b', { qos: 1 }),
      'timeout of a message of QStash': () => new QStash({ token: 'a', baseUrl: `http://127.0.0.1:${silentPeer.port}` }).publishJSON({ url: 'http://a.test', body: {}, timeout: 1 }),
    };
    expect(await outcomes(calls, watched)).toEqual(all(calls, 'pending'));
  });
});

describe.concurrent("an 'error' event that nobody listens to", () => {
  it('of an amqplib connection ends the process', async () => {
    const script = `
      import net from 'node:net';
      import amqp from 'amqplib';
      const clients = [];
      const proxy = net.createServer((client) => {
        clients.push(client);
        const server = net.connect(${amqpServer.port}, '127.0.0.1');
        client.pipe(server).pipe(client);
        for (const socket of [client, server]) socket.on('error', () => {});
      });
      proxy.listen(0, '127.0.0.1', async () => {
        await amqp.connect('amqp://127.0.0.1:' + proxy.address().port);
        for (const client of clients) client.destroy();
        setTimeout(() => process.exit(0), 3000);
      });`;
    expect(await ending(script)).toBe('crashed');
  });

  it('of BullMQ does not', async () => {
    const script = `
      import { Queue, QueueEvents, Worker } from 'bullmq';
      const connection = { host: '127.0.0.1', port: 1 };
      new Queue('jobs', { connection });
      new Worker('jobs', async () => {}, { connection });
      new QueueEvents('jobs', { connection });
      setTimeout(() => process.exit(0), 1500);`;
    expect(await ending(script)).toBe('survived');
    expect([Queue, Worker, QueueEvents].map(({ name }) => name)).toEqual(['Queue', 'Worker', 'QueueEvents']);
  });

  it('of Bull, MQTT.js or amqp-connection-manager does not', async () => {
    const script = `
      import Bull from 'bull';
      import mqtt from 'mqtt';
      import amqp from 'amqp-connection-manager';
      new Bull('jobs', 'redis://127.0.0.1:1');
      mqtt.connect('mqtt://127.0.0.1:1');
      amqp.connect(['amqp://127.0.0.1:1']).createChannel({});
      setTimeout(() => process.exit(0), 1500);`;
    expect(await ending(script)).toBe('survived');
  });
});
