import { describe, expect, it } from 'vitest';
import { fixed, titles, type Question, type SourceFile } from '../../test/rewriting.js';
import { setClientTimeout } from './set-client-timeout.js';

const question: Question = ({ clients }, context) => clients.map((client) => setClientTimeout(client, context));
const fix = (text: string, file?: SourceFile): string => fixed(question, text, file);
const unchanged = (text: string, file?: SourceFile): void => {
  expect(fix(text, file)).toBe(text);
};

describe('ioredis', () => {
  const withImport = (code: string): string => `import Redis from 'ioredis';\n${code}`;

  it('gets commandTimeout behind the arguments that are there', () => {
    expect(
      fix(
        withImport(`
export const a = new Redis();
export const b = new Redis;
export const c = new Redis('redis://localhost');
export const d = new Redis(process.env.REDIS_URL!);
export const e = new Redis(6379, 'localhost');
export const f = new Redis({ host: 'localhost' });
export const g = new Redis(process.env.REDIS_URL ?? 'redis://localhost', { lazyConnect: true });
`),
      ),
    ).toMatchInlineSnapshot();
  });

  it('says what it sets', () => {
    expect(titles(question, withImport(`export const redis = new Redis();`))).toMatchInlineSnapshot();
  });

  it('is left where commands block, or never give up on purpose', () => {
    unchanged(withImport(`export const redis = new Redis({ maxRetriesPerRequest: null });`));
    unchanged(withImport(`const redis = new Redis();\nexport const next = () => redis.blpop('jobs', 0);`));
    unchanged(withImport(`import { base } from './config.js';\nexport const redis = new Redis({ ...base });`));
  });

  it('is left where its options come from elsewhere', () => {
    unchanged(withImport(`import { options } from './config.js';\nexport const redis = new Redis(options);`));
    unchanged(withImport(`export const make = (...args: unknown[]) => new Redis(...args);`));
    unchanged(withImport(`export class Cache extends Redis {}`));
  });

  it('is set in the super call of a subclass', () => {
    expect(fix(withImport(`export class Cache extends Redis {\n  constructor(url: string) {\n    super(url);\n  }\n}`))).toMatchInlineSnapshot();
  });

  it('is set around options of the same file that nothing writes to', () => {
    expect(fix(withImport(`const options = { host: 'localhost' };\nexport const redis = new Redis(options);`))).toMatchInlineSnapshot();
    unchanged(withImport(`const options = { host: 'localhost' };\noptions.port = 1;\nexport const redis = new Redis(options);`));
  });
});

describe('pg', () => {
  const withImport = (code: string): string => `import { Client, Pool } from 'pg';\n${code}`;

  it('gets both options that it needs', () => {
    expect(fix(withImport(`export const pool = new Pool({ connectionString: process.env.DATABASE_URL });`))).toMatchInlineSnapshot();
    expect(fix(withImport(`export const pool = new Pool();`))).toMatchInlineSnapshot();
    expect(fix(withImport(`export const pool = new Pool({ max: 5, connectionTimeoutMillis: 1000 });`))).toMatchInlineSnapshot();
    expect(fix(withImport(`export const pool = new Pool({ max: 5, connectionTimeoutMillis: 0 });`))).toMatchInlineSnapshot();
  });

  it('is set around a connection string', () => {
    expect(fix(withImport(`export const client = new Client(process.env.DATABASE_URL);`))).toMatchInlineSnapshot();
    expect(fix(withImport(`const connectionString = 'postgres://localhost/a';\nexport const client = new Client(connectionString);`))).toMatchInlineSnapshot();
    expect(fix(withImport(`export const client = new Client(process.env.DATABASE_URL as string);`))).toMatchInlineSnapshot();
  });

  it('lets the limit of the server fire first', () => {
    expect(fix(withImport(`export const pool = new Pool({ statement_timeout: 10_000 });`))).toMatchInlineSnapshot();
  });

  it('keeps an object a property a line, shorthand and comments', () => {
    expect(
      fix(
        withImport(`
const max = 5;
export const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max, // of 20
});
`).replace('{ Client, Pool }', 'pg'),
      ),
    ).toMatchInlineSnapshot();
  });
});

describe('redis', () => {
  it('gets the options that survive an idle connection', () => {
    expect(fix(`import { createClient } from 'redis';\nexport const client = createClient();`)).toMatchInlineSnapshot();
    expect(fix(`import { createClient } from 'redis';\nexport const client = createClient({ url: process.env.REDIS_URL });`)).toMatchInlineSnapshot();
    expect(fix(`import { createClient } from 'redis';\nexport const client = createClient({ socket: { host: 'localhost', port: 6379 } });`)).toMatchInlineSnapshot();
    expect(titles(question, `import { createClient } from 'redis';\nexport const client = createClient();`)).toMatchInlineSnapshot();
  });
});

describe('others', () => {
  it('get what the catalogue says', () => {
    expect(
      fix(`
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import axios from 'axios';
import mongoose from 'mongoose';
import nodemailer from 'nodemailer';
import OpenAI from 'openai';

export const s3 = new S3Client({ region: 'eu-west-1' });
export const s3b = new S3Client({ region: 'eu-west-1', requestHandler: new NodeHttpHandler({ maxSockets: 10 }) });
export const s3c = new S3Client({ requestHandler: new NodeHttpHandler() });
export const sqs = new SQSClient();
export const api = axios.create({ baseURL: 'https://a.example' });
export const openai = new OpenAI();
export const mail = nodemailer.createTransport({ host: 'localhost' });
await mongoose.connect(process.env.MONGO_URL ?? '');
`),
    ).toMatchInlineSnapshot();
  });
});
