import { describe, expect, it } from 'vitest';
import { fixed, titles, type Question, type SourceFile } from '../../test/rewriting.js';
import { fixIneffectiveTimeout } from './fix-ineffective-timeout.js';

const question: Question = ({ ineffective }, context) => ineffective.map((trap) => fixIneffectiveTimeout(trap, context));
const fix = (text: string, file?: SourceFile): string => fixed(question, text, file);
const unchanged = (text: string, file?: SourceFile): void => {
  expect(fix(text, file)).toBe(text);
};

describe('an option that fetch does not have', () => {
  it('becomes the signal that was meant', () => {
    expect(fix(`export const get = async (url: string) => (await fetch(url, { timeout: 3000 })).json();`)).toMatchInlineSnapshot(
      `"export const get = async (url: string) => (await fetch(url, { signal: AbortSignal.timeout(3000) })).json();"`,
    );
    expect(
      fix(
        `const TIMEOUT_MS = 3 * 1000;\nexport const get = async (url: string) => (await fetch(url, {\n  timeout: TIMEOUT_MS, // 3 s\n  method: 'POST',\n})).json();`,
      ),
    ).toMatchInlineSnapshot(`
      "const TIMEOUT_MS = 3 * 1000;
      export const get = async (url: string) => (await fetch(url, {
        signal: AbortSignal.timeout(TIMEOUT_MS), // 3 s
        method: 'POST',
      })).json();"
    `);
    expect(fix(`export const get = async (url: string, timeout: number) => (await fetch(url, { timeout })).json();`)).toMatchInlineSnapshot(
      `"export const get = async (url: string, timeout: number) => (await fetch(url, { signal: AbortSignal.timeout(timeout) })).json();"`,
    );
    expect(titles(question, `export const get = async (url: string) => (await fetch(url, { timeout: 3000 })).json();`)).toMatchInlineSnapshot(`
      [
        "* Set signal: AbortSignal.timeout(3000)",
      ]
    `);
  });

  it('is left where its value may be no number, or the body is streamed', () => {
    unchanged(`export const get = async (url: string, timeout?: number) => (await fetch(url, { timeout })).json();`);
    unchanged(`export const get = async (url: string) => (await fetch(url, { timeout: 3000 })).body;`);
    unchanged(`export const get = async (url: string, signal: AbortSignal) => (await fetch(url, { timeout: 3000, signal })).json();`);
  });
});

describe('options in the place of the body', () => {
  it('move to their own argument', () => {
    expect(fix(`import axios from 'axios';\nexport const send = (url: string) => axios.post(url, { timeout: 3000, headers: {} });`))
      .toMatchInlineSnapshot(`
      "import axios from 'axios';
      export const send = (url: string) => axios.post(url, undefined, { timeout: 3000, headers: {} });"
    `);
  });

  it('stay where the body has more in it', () => {
    unchanged(`import axios from 'axios';\nexport const send = (url: string) => axios.post(url, { name: 'a', timeout: 3000 });`);
  });
});

describe('a timeout that is turned off', () => {
  it('gets the number of the settings', () => {
    expect(fix(`import axios from 'axios';\nexport const get = (url: string) => axios.get(url, { timeout: 0 });`)).toMatchInlineSnapshot(`
      "import axios from 'axios';
      export const get = (url: string) => axios.get(url, { timeout: 5_000 });"
    `);
    expect(fix(`import axios from 'axios';\nexport const api = axios.create({ timeout: 0, baseURL: 'https://a.example' });`)).toMatchInlineSnapshot(`
      "import axios from 'axios';
      export const api = axios.create({ timeout: 5_000, baseURL: 'https://a.example' });"
    `);
    expect(fix(`import { Pool } from 'pg';\nexport const pool = new Pool({ query_timeout: 0 });`)).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      export const pool = new Pool({ query_timeout: 5_000, connectionTimeoutMillis: 2_000 });"
    `);
    expect(
      fix(`import { Pool } from 'pg';\nconst config = { query_timeout: 0, connectionTimeoutMillis: 1000 };\nexport const pool = new Pool(config);`),
    ).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      const config = { query_timeout: 5_000, connectionTimeoutMillis: 1000 };
      export const pool = new Pool(config);"
    `);
  });

  it('gets it where it overflows', () => {
    expect(fix(`import axios from 'axios';\nexport const get = (url: string) => axios.get(url, { timeout: 9_999_999_999 });`)).toMatchInlineSnapshot(`
      "import axios from 'axios';
      export const get = (url: string) => axios.get(url, { timeout: 5_000 });"
    `);
  });
});

describe('a timeout of one phase', () => {
  it('is completed', () => {
    expect(fix(`import { Pool } from 'pg';\nexport const pool = new Pool({ statement_timeout: 10_000 });`)).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      export const pool = new Pool({
        statement_timeout: 10_000,
        connectionTimeoutMillis: 2_000,
        query_timeout: 11_000,
      });"
    `);
    expect(fix(`import { Redis } from 'ioredis';\nexport const redis = new Redis({ connectTimeout: 1000 });`)).toMatchInlineSnapshot(`
      "import { Redis } from 'ioredis';
      export const redis = new Redis({ connectTimeout: 1000, commandTimeout: 1_000 });"
    `);
    expect(fix(`import got from 'got';\nexport const get = (url: string) => got(url, { timeout: { connect: 500 } });`)).toMatchInlineSnapshot(`
      "import got from 'got';
      export const get = (url: string) => got(url, { timeout: { connect: 500, request: 5_000 } });"
    `);
    expect(fix(`import { S3Client } from '@aws-sdk/client-s3';\nexport const s3 = new S3Client({ requestHandler: { requestTimeout: 3000 } });`))
      .toMatchInlineSnapshot(`
      "import { S3Client } from '@aws-sdk/client-s3';
      export const s3 = new S3Client({
        requestHandler: { requestTimeout: 3000, connectionTimeout: 2_000, socketTimeout: 10_000 },
      });"
    `);
    expect(fix(`import { SQSClient } from '@aws-sdk/client-sqs';\nexport const sqs = new SQSClient({ requestHandler: { requestTimeout: 3000 } });`))
      .toMatchInlineSnapshot(`
        "import { SQSClient } from '@aws-sdk/client-sqs';
        export const sqs = new SQSClient({
          requestHandler: { requestTimeout: 3000, connectionTimeout: 2_000, socketTimeout: 30_000 },
        });"
      `);
  });
});

describe('a signal that is made once', () => {
  it('is made at the call, and goes where nothing else reads it', () => {
    expect(
      fix(`const signal = AbortSignal.timeout(5000);\n\nexport const get = async (url: string) => (await fetch(url, { signal })).json();`),
    ).toMatchInlineSnapshot(`"export const get = async (url: string) => (await fetch(url, { signal: AbortSignal.timeout(5000) })).json();"`);
    expect(
      fix(
        `export const deadline = AbortSignal.timeout(5000);\nexport const get = async (url: string) => (await fetch(url, { signal: deadline })).json();`,
      ),
    ).toMatchInlineSnapshot(`
      "export const deadline = AbortSignal.timeout(5000);
      export const get = async (url: string) => (await fetch(url, { signal: AbortSignal.timeout(5000) })).json();"
    `);
  });

  it('stays where a comment would be lost with it', () => {
    unchanged(
      `// the gateway gives up after 5 s\nconst signal = AbortSignal.timeout(5000);\nexport const get = async (url: string) => (await fetch(url, { signal })).json();`,
    );
  });
});
