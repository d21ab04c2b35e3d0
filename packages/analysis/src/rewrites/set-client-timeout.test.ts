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

  it('does not go round in options that spread each other', () => {
    expect(() => fix(withImport('const p = { ...q }, q = { ...p };\nexport const a = new Redis({ port: 1, ...q });\n'))).not.toThrow();
    const spreads = Array.from({ length: 60 }, (_, index) => `const o${index + 2} = { ...o${index + 1}, ...o${index} };\n`).join('');
    expect(() => fix(withImport(`const o0 = {}, o1 = {};\n${spreads}export const a = new Redis({ port: 1, ...o61 });\n`))).not.toThrow();
  });

  it('does not go round in constants that stand for each other', () => {
    expect(() => fix(withImport('const a = b || c, b = c || a, c = a || b;\nexport const d = new Redis(a);\n'))).not.toThrow();
  });

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
    ).toMatchInlineSnapshot(`
      "import Redis from 'ioredis';

      export const a = new Redis({ commandTimeout: 1_000 });
      export const b = new Redis({ commandTimeout: 1_000 });
      export const c = new Redis('redis://localhost', { commandTimeout: 1_000 });
      export const d = new Redis(process.env.REDIS_URL!, { commandTimeout: 1_000 });
      export const e = new Redis(6379, 'localhost', { commandTimeout: 1_000 });
      export const f = new Redis({ host: 'localhost', commandTimeout: 1_000 });
      export const g = new Redis(process.env.REDIS_URL ?? 'redis://localhost', {
        lazyConnect: true,
        commandTimeout: 1_000,
      });
      "
    `);
  });

  it('says what it sets', () => {
    expect(titles(question, withImport(`export const redis = new Redis();`))).toMatchInlineSnapshot(`
      [
        "* Set commandTimeout to 1_000 ms",
      ]
    `);
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
    expect(fix(withImport(`export class Cache extends Redis {\n  constructor(url: string) {\n    super(url);\n  }\n}`))).toMatchInlineSnapshot(`
      "import Redis from 'ioredis';
      export class Cache extends Redis {
        constructor(url: string) {
          super(url, { commandTimeout: 1_000 });
        }
      }"
    `);
  });

  it('is set around options of the same file that nothing writes to later', () => {
    expect(fix(withImport(`const options = { host: 'localhost' };\nexport const redis = new Redis(options);`))).toMatchInlineSnapshot(`
      "import Redis from 'ioredis';
      const options = { host: 'localhost' };
      export const redis = new Redis({ ...options, commandTimeout: 1_000 });"
    `);
    expect(
      fix(
        withImport(`const options: RedisOptions = { host: 'localhost' };\nif (port) options.port = port;\nexport const redis = new Redis(options);`),
      ),
    ).toMatchInlineSnapshot(`
      "import Redis from 'ioredis';
      const options: RedisOptions = { host: 'localhost' };
      if (port) options.port = port;
      export const redis = new Redis({ ...options, commandTimeout: 1_000 });"
    `);
    unchanged(withImport(`const options: RedisOptions = {};\noptions.maxRetriesPerRequest = null;\nexport const redis = new Redis(options);`));
    unchanged(withImport(`const options: RedisOptions = {};\nexport const redis = new Redis(options);\noptions.port = 1;`));
  });
});

describe('pg', () => {
  const withImport = (code: string): string => `import { Client, Pool } from 'pg';\n${code}`;

  it('gets both options that it needs', () => {
    expect(fix(withImport(`export const pool = new Pool({ connectionString: process.env.DATABASE_URL });`))).toMatchInlineSnapshot(`
      "import { Client, Pool } from 'pg';
      export const pool = new Pool({
        connectionString: process.env.DATABASE_URL,
        connectionTimeoutMillis: 2_000,
        query_timeout: 5_000,
      });"
    `);
    expect(fix(withImport(`export const pool = new Pool();`))).toMatchInlineSnapshot(`
      "import { Client, Pool } from 'pg';
      export const pool = new Pool({ connectionTimeoutMillis: 2_000, query_timeout: 5_000 });"
    `);
    expect(fix(withImport(`export const pool = new Pool({ max: 5, connectionTimeoutMillis: 1000 });`))).toMatchInlineSnapshot(`
      "import { Client, Pool } from 'pg';
      export const pool = new Pool({ max: 5, connectionTimeoutMillis: 1000, query_timeout: 5_000 });"
    `);
    expect(fix(withImport(`export const pool = new Pool({ max: 5, connectionTimeoutMillis: 0 });`))).toMatchInlineSnapshot(`
      "import { Client, Pool } from 'pg';
      export const pool = new Pool({ max: 5, connectionTimeoutMillis: 2_000, query_timeout: 5_000 });"
    `);
  });

  it('is set around a connection string', () => {
    expect(fix(withImport(`export const client = new Client(process.env.DATABASE_URL);`))).toMatchInlineSnapshot(`
      "import { Client, Pool } from 'pg';
      export const client = new Client({
        connectionString: process.env.DATABASE_URL,
        connectionTimeoutMillis: 2_000,
        query_timeout: 5_000,
      });"
    `);
    expect(fix(withImport(`const connectionString = 'postgres://localhost/a';\nexport const client = new Client(connectionString);`)))
      .toMatchInlineSnapshot(`
      "import { Client, Pool } from 'pg';
      const connectionString = 'postgres://localhost/a';
      export const client = new Client({
        connectionString,
        connectionTimeoutMillis: 2_000,
        query_timeout: 5_000,
      });"
    `);
    expect(fix(withImport(`export const client = new Client(process.env.DATABASE_URL as string);`))).toMatchInlineSnapshot(`
      "import { Client, Pool } from 'pg';
      export const client = new Client({
        connectionString: process.env.DATABASE_URL as string,
        connectionTimeoutMillis: 2_000,
        query_timeout: 5_000,
      });"
    `);
  });

  it('is set around options that other arguments follow', () => {
    const text = `import { PrismaPg } from '@prisma/adapter-pg';\nconst options = { connectionString: 'postgres://localhost/a', max };\nexport const adapter = new PrismaPg(options, { schema: 'public' });`;
    expect(fix(text)).toMatchInlineSnapshot(`
      "import { PrismaPg } from '@prisma/adapter-pg';
      const options = { connectionString: 'postgres://localhost/a', max };
      export const adapter = new PrismaPg({
        ...options,
        connectionTimeoutMillis: 2_000,
        query_timeout: 5_000,
      }, { schema: 'public' });"
    `);
  });

  it('lets the limit of the server fire first', () => {
    expect(fix(withImport(`export const pool = new Pool({ statement_timeout: 10_000 });`))).toMatchInlineSnapshot(`
      "import { Client, Pool } from 'pg';
      export const pool = new Pool({
        statement_timeout: 10_000,
        connectionTimeoutMillis: 2_000,
        query_timeout: 11_000,
      });"
    `);
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
    ).toMatchInlineSnapshot(`
      "import pg from 'pg';

      const max = 5;
      export const pool = new pg.Pool({
        connectionString: process.env.DATABASE_URL,
        max, // of 20
        connectionTimeoutMillis: 2_000,
        query_timeout: 5_000,
      });
      "
    `);
  });
});

describe('redis', () => {
  it('gets the options that survive an idle connection', () => {
    expect(fix(`import { createClient } from 'redis';\nexport const client = createClient();`)).toMatchInlineSnapshot(`
      "import { createClient } from 'redis';
      export const client = createClient({
        pingInterval: 1_000,
        socket: { socketTimeout: 3_000, reconnectStrategy: (retries) => Math.min(retries * 50, 2_000) },
      });"
    `);
    expect(fix(`import { createClient } from 'redis';\nexport const client = createClient({ url: process.env.REDIS_URL });`)).toMatchInlineSnapshot(`
      "import { createClient } from 'redis';
      export const client = createClient({
        url: process.env.REDIS_URL,
        pingInterval: 1_000,
        socket: { socketTimeout: 3_000, reconnectStrategy: (retries) => Math.min(retries * 50, 2_000) },
      });"
    `);
    expect(fix(`import { createClient } from 'redis';\nexport const client = createClient({ socket: { host: 'localhost', port: 6379 } });`))
      .toMatchInlineSnapshot(`
      "import { createClient } from 'redis';
      export const client = createClient({
        socket: {
          host: 'localhost',
          port: 6379,
          socketTimeout: 3_000,
          reconnectStrategy: (retries) => Math.min(retries * 50, 2_000),
        },
        pingInterval: 1_000,
      });"
    `);
    expect(titles(question, `import { createClient } from 'redis';\nexport const client = createClient();`)).toMatchInlineSnapshot(`
      [
        "* Set pingInterval to 1_000 ms, socketTimeout to 3_000 ms and reconnectStrategy",
      ]
    `);
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
    ).toMatchInlineSnapshot(`
      "
      import { S3Client } from '@aws-sdk/client-s3';
      import { SQSClient } from '@aws-sdk/client-sqs';
      import { NodeHttpHandler } from '@smithy/node-http-handler';
      import axios from 'axios';
      import mongoose from 'mongoose';
      import nodemailer from 'nodemailer';
      import OpenAI from 'openai';

      export const s3 = new S3Client({
        region: 'eu-west-1',
        requestHandler: { connectionTimeout: 2_000, socketTimeout: 10_000 },
      });
      export const s3b = new S3Client({
        region: 'eu-west-1',
        requestHandler: new NodeHttpHandler({ maxSockets: 10, connectionTimeout: 2_000, socketTimeout: 10_000 }),
      });
      export const s3c = new S3Client({
        requestHandler: new NodeHttpHandler({ connectionTimeout: 2_000, socketTimeout: 10_000 }),
      });
      export const sqs = new SQSClient({ requestHandler: { connectionTimeout: 2_000, socketTimeout: 30_000 } });
      export const api = axios.create({ baseURL: 'https://a.example', timeout: 5_000 });
      export const openai = new OpenAI({ timeout: 120_000 });
      export const mail = nodemailer.createTransport({
        host: 'localhost',
        connectionTimeout: 5_000,
        greetingTimeout: 5_000,
        socketTimeout: 10_000,
      });
      await mongoose.connect(process.env.MONGO_URL ?? '', { socketTimeoutMS: 5_000 });
      "
    `);
  });
});

describe('an object within an object', () => {
  it('stays on its line where the outer one gets a line a property', () => {
    expect(
      fix(`
import { S3Client } from '@aws-sdk/client-s3';
export const a = new S3Client({ region: 'eu-west-1', requestHandler: { requestTimeout: 3000, httpsAgent } });
export const b = new S3Client({ requestHandler: { requestTimeout: 3000 } });
export const c = new S3Client({
  requestHandler: { requestTimeout: 3000, httpsAgent, logger: undefined, throwOnRequestTimeout: false },
});
`),
    ).toMatchInlineSnapshot(`
      "
      import { S3Client } from '@aws-sdk/client-s3';
      export const a = new S3Client({
        region: 'eu-west-1',
        requestHandler: { requestTimeout: 3000, httpsAgent, connectionTimeout: 2_000, socketTimeout: 10_000 },
      });
      export const b = new S3Client({
        requestHandler: { requestTimeout: 3000, connectionTimeout: 2_000, socketTimeout: 10_000 },
      });
      export const c = new S3Client({
        requestHandler: {
          requestTimeout: 3000,
          httpsAgent,
          logger: undefined,
          throwOnRequestTimeout: false,
          connectionTimeout: 2_000,
          socketTimeout: 10_000,
        },
      });
      "
    `);
  });
});
