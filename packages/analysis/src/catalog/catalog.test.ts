import { describe, expect, it } from 'vitest';
import { Catalog } from './catalog.js';
import { libraries } from './index.js';
import type { Client } from './schema.js';

const catalog = new Catalog(libraries);

function clientOf(packageName: string, path: string, by: 'new' | 'call'): Client {
  const made = catalog.maker(packageName, path === '' ? [] : path.split('.'), by);
  if (made === undefined) throw new Error(`${packageName} makes nothing by ${path}`);
  return made.client;
}

/** The effects of the patterns that match, with the commands that they ask for. */
function effects(client: Client, members: string): readonly string[] {
  return catalog.callsOf(client, members.split('.')).map(({ effect, command }) => (command === undefined ? effect : `${effect} if ${command}`));
}

describe('what makes a client', () => {
  it.each([
    ['ioredis', '', 'new', 'ioredis client'],
    ['ioredis', 'Redis', 'new', 'ioredis client'],
    ['ioredis', 'Redis.Cluster', 'new', 'ioredis cluster'],
    ['redis', 'createClient', 'call', 'redis client'],
    ['@redis/client', 'createClientPool', 'call', 'redis client pool'],
    ['pg', 'Pool', 'new', 'pg Pool'],
    ['pg-pool', '', 'new', 'pg Pool'],
    ['pg', 'Client', 'new', 'pg Client'],
    ['@prisma/client', 'PrismaClient', 'new', 'PrismaClient'],
    ['@prisma/adapter-pg', 'PrismaPg', 'new', 'PrismaPg adapter'],
    ['mongoose', 'connect', 'call', 'mongoose connection'],
    ['@nestjs/mongoose', 'MongooseModule.forRoot', 'call', 'mongoose connection'],
    ['axios', 'create', 'call', 'axios instance'],
    ['@nestjs/axios', 'HttpModule.register', 'call', 'HttpService'],
    ['got', 'extend', 'call', 'got instance'],
    ['undici', 'Agent', 'new', 'undici dispatcher'],
    ['@aws-sdk/client-s3', 'S3Client', 'new', 'AWS SDK client'],
    ['@aws-sdk/client-s3', 'S3', 'new', 'AWS SDK client'],
    ['@aws-sdk/client-sqs', 'SQSClient', 'new', 'SQS client'],
    ['@aws-sdk/client-lambda', 'LambdaClient', 'new', 'Lambda client'],
    ['@aws-sdk/lib-dynamodb', 'DynamoDBDocumentClient.from', 'call', 'DynamoDB document client'],
    ['stripe', '', 'call', 'Stripe client'],
    ['stripe', 'Stripe', 'new', 'Stripe client'],
    ['nodemailer', 'createTransport', 'call', 'nodemailer transport'],
    ['openai', 'AzureOpenAI', 'new', 'OpenAI client'],
  ] as const)('%s %s by %s: %s', (packageName, path, by, name) => {
    expect(clientOf(packageName, path, by).name).toBe(name);
    expect(path === '' || catalog.mayMake(path.split('.').at(-1) ?? '')).toBe(true);
  });

  it.each([
    ['@aws-sdk/client-s3', 'GetObjectCommand', 'new'],
    ['@aws-sdk/s3-request-presigner', 'getSignedUrl', 'call'],
    ['pg', 'Pool', 'call'],
    ['axios', 'get', 'call'],
    ['lru-cache', 'LRUCache', 'new'],
    ['stripe', 'Stripe.webhooks', 'new'],
  ] as const)('%s %s by %s makes none', (packageName, path, by) => {
    expect(catalog.maker(packageName, path.split('.'), by)).toBeUndefined();
    // The second answer is the remembered one.
    expect(catalog.maker(packageName, path.split('.'), by)).toBeUndefined();
  });
});

describe('types', () => {
  it.each([
    ['ioredis', 'Redis', 'ioredis client'],
    ['redis', 'RedisClientType', 'redis client'],
    ['pg', 'PoolClient', 'pg Pool'],
    ['@prisma/client', 'TransactionClient', 'PrismaClient'],
    ['mongoose', 'Model', 'mongoose connection'],
    ['axios', 'AxiosInstance', 'axios instance'],
    ['@nestjs/axios', 'HttpService', 'HttpService'],
    ['@aws-sdk/client-ses', 'SESClient', 'AWS SDK client'],
    ['@aws-sdk/lib-dynamodb', 'DynamoDBDocumentClient', 'DynamoDB document client'],
    ['nodemailer', 'Transporter', 'nodemailer transport'],
  ])('%s %s denotes a %s', (packageName, type, name) => {
    expect(catalog.typed(packageName, type)?.client.name).toBe(name);
  });

  it('that denote none are none', () => {
    expect(catalog.typed('@aws-sdk/client-s3', 'S3ClientConfig')).toBeUndefined();
    expect(catalog.typed('pg', 'QueryResult')).toBeUndefined();
  });
});

describe('calls', () => {
  const ioredis = clientOf('ioredis', '', 'new');
  const redis = clientOf('redis', 'createClient', 'call');
  const prisma = clientOf('@prisma/client', 'PrismaClient', 'new');
  const pool = clientOf('pg', 'Pool', 'new');
  const sqs = clientOf('@aws-sdk/client-sqs', 'SQSClient', 'new');
  const stripe = clientOf('stripe', '', 'new');
  const openai = clientOf('openai', '', 'new');
  const mongoose = clientOf('mongoose', 'connect', 'call');

  it.each([
    [ioredis, 'get', ['read']],
    [ioredis, 'getBuffer', ['read']],
    [ioredis, 'blpop', ['blocking']],
    [ioredis, 'zadd', ['write']],
    [ioredis, 'on', []],
    [ioredis, 'pipeline', []],
    [ioredis, 'pipeline().set().get().exec', ['write']],
    [ioredis, 'multi().set', []],
    [ioredis, 'quit', ['shutdown']],
    [redis, 'hGetAll', ['read']],
    [redis, 'HGETALL', ['read']],
    [redis, 'CLIENT_LIST', ['write']],
    [redis, 'multi().exec', ['write']],
    [redis, 'json.get', ['read']],
    [redis, 'connect', ['connect']],
    [prisma, 'user.findMany', ['read']],
    [prisma, 'user.create', ['write']],
    [prisma, 'user.findMany().then', []],
    [prisma, '$queryRaw', ['read']],
    [prisma, '$on', []],
    [pool, 'query', ['write']],
    [pool, 'connect().query', ['write']],
    [pool, 'connect().release', []],
    [
      sqs,
      'send',
      [
        'blocking if ReceiveMessageCommand',
        'read if ReceiveMessageCommand',
        'read if Get*|Head*|List*|Describe*|BatchGet*|Query*|Scan*|Search*|Select*',
        'write',
      ],
    ],
    [sqs, 'receiveMessage', ['blocking', 'read']],
    [stripe, 'charges.create', ['write']],
    [stripe, 'checkout.sessions.retrieve', ['read']],
    [stripe, 'charges.create().catch', []],
    [stripe, 'webhooks.constructEvent', []],
    [openai, 'chat.completions.create', ['write']],
    [openai, 'webhooks.unwrap', []],
    [mongoose, 'findOne', ['read']],
    [mongoose, 'findOne().save', ['write']],
    [mongoose, 'find().sort', []],
    [mongoose, 'watch', ['blocking']],
  ])('of %o', (client, members, expected) => {
    expect(effects(client, members)).toEqual(expected);
    if (expected.length > 0) expect(catalog.callNames(undefined).has(members.split('.').at(-1) ?? '')).toBe(true);
  });

  it('are told by their last name from those that stay in the process', () => {
    expect(['fetch', 'get', 'findMany', 'sendMail', 'putObject', 'HGETALL', 'getBucketTagging'].filter((name) => !catalog.callNames(undefined).has(name))).toEqual([]);
    expect(['info', 'map', 'log', 'toString', 'then', 'json', 'push', 'useState'].filter((name) => catalog.callNames(undefined).has(name))).toEqual([]);
  });

  it('that wait on purpose are told by their last name', () => {
    expect(['blpop', 'blPop', 'subscribe', 'watch', 'send', 'set'].map((name) => catalog.isBlockingName(name))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it.each([
    [redis, 'on()', true],
    [redis, 'connect()', true],
    [redis, 'duplicate()', true],
    [redis, 'get()', false],
    [prisma, '$extends()', true],
    [mongoose, 'model()', true],
    [mongoose, 'connection', true],
  ])('of %o that answer the client itself', (client, member, expected) => {
    expect(catalog.isSelf(client, [member])).toBe(expected);
  });
});

describe('functions', () => {
  it('are exports or globals', () => {
    expect(catalog.functionOf('axios', ['get'])?.library.name).toBe('axios');
    expect(catalog.functionOf('axios', [])?.facts.path).toBe('');
    expect(catalog.functionOf('axios', ['isAxiosError'])).toBeUndefined();
    expect(catalog.functionOf('got', ['stream', 'get'])?.facts.path).toContain('stream');
    expect(catalog.globalFunction(['fetch'])?.library.name).toBe('fetch');
    expect(catalog.globalFunction(['fetch', 'bind'])).toBeUndefined();
    expect(catalog.globalFunction([])).toBeUndefined();
    expect(catalog.isGlobal('fetch')).toBe(true);
    expect(catalog.isGlobal('get')).toBe(false);
  });
});

describe('packages', () => {
  it('belong to libraries by whole names, or by the beginning before a `*`', () => {
    expect(catalog.librariesOf('@aws-sdk/client-anything').map(({ name }) => name)).toEqual(['AWS SDK']);
    expect(catalog.librariesOf('pg').map(({ name }) => name)).toEqual(['pg']);
    expect(catalog.librariesOf('pg-promise')).toEqual([]);
  });

  it('are known by what they generate', () => {
    expect(catalog.libraryGenerating('PrismaClient')?.packages[0]).toBe('@prisma/client');
  });
});
