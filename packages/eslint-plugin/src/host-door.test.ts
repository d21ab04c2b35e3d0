import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { host } from './host-door.js';
import type { UnlintedFile } from './host.js';

const call = "export const load = (id) => fetch('https://api.example.com/' + id);\n";

function unlinted(name: string, text: string, settings?: unknown, rules?: ReadonlyMap<string, unknown>, others: Readonly<Record<string, string>> = {}): UnlintedFile | undefined {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'failsoft-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, name);
  for (const [path, content] of Object.entries({ 'package.json': '{ "type": "module" }', ...others, [name]: text })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return host.unlinted?.(file, text, settings, rules);
}

describe('a file that was not linted', () => {
  it('is told to hold nothing by its text and imports', () => {
    expect(unlinted('src/sum.js', 'export const sum = (a, b) => a + b;\n')).toMatchObject({ why: 'no-external-call', inventory: { quiet: undefined, calls: [], clients: [] } });
  });

  it('is not parsed for that: it may be broken', () => {
    expect(unlinted('src/sum.test.js', 'export const sum = (a, b => ;\n')).toMatchObject({ why: 'no-external-call', inventory: { quiet: 'test' } });
  });

  it('is listed with its calls where rules are quiet', () => {
    expect(unlinted('test/load.test.js', call)).toMatchObject({ why: 'quiet', inventory: { quiet: 'test', calls: [{ callee: 'fetch', timeout: { verdict: 'unknown' } }] } });
  });

  it('is listed without a lint if it was parsed and nothing was found in it', () => {
    expect(unlinted('src/load.js', '// says fetch, and does not call it\nexport const name = 1;\n')).toMatchObject({ why: 'nothing-found', inventory: { quiet: undefined, calls: [], clients: [] } });
  });

  it('has to be linted if rules may report in it', () => {
    expect(unlinted('src/load.js', call)).toBeUndefined();
  });

  it('is listed without a lint if it holds calls, and the rules that run find nothing', () => {
    const bounded = "export const load = (id) => fetch('https://api.example.com/' + id, { signal: AbortSignal.timeout(2000) });\n";
    expect(unlinted('src/load.js', bounded, undefined, new Map([['require-timeout', undefined]]))).toMatchObject({ why: 'nothing-found', inventory: { calls: [{ callee: 'fetch' }] } });
    expect(unlinted('src/load.js', call, undefined, new Map([['no-silent-failure', undefined]]))).toMatchObject({ why: 'nothing-found' });
    expect(unlinted('src/load.js', call, undefined, new Map([['require-timeout', undefined]]))).toBeUndefined();
  });

  it('has to be linted if a rule reports more by its options', () => {
    const unseen = 'export const load = (id, options) => fetch(`https://api.example.com/${id}`, options);\n';
    const withOptions = (options: unknown): unknown => unlinted('src/load.js', unseen, undefined, new Map([['require-timeout', options]]));
    expect(withOptions({})).toMatchObject({ why: 'nothing-found' });
    expect(withOptions({ reportUnknown: true })).toBeUndefined();
  });

  it('has to be linted if it may hold calls and can not be parsed', () => {
    expect(unlinted('test/load.test.js', `${call}export const = ;\n`)).toBeUndefined();
  });

  it('is judged by the settings of its configuration, which may be wrong', () => {
    expect(() => unlinted('src/sum.js', 'export const sum = 1;\n', { timeouts: { http: '7 s' } })).toThrow('settings.failsoft.timeouts.http');
  });

  it('may hold calls of clients that the settings declare', () => {
    const text = "import { createBilling } from 'acme-billing';\nexport const billing = createBilling();\n";
    const settings = { clients: [{ name: 'billing', kind: 'http', packages: ['acme-billing'], clients: [{ name: 'Billing', makers: [{ path: 'createBilling', by: 'call' }], calls: [{ path: 'charge' }] }] }] };
    expect(unlinted('src/billing.js', text)).toMatchObject({ why: 'no-external-call' });
    expect(unlinted('src/billing.js', text, settings)).toBeUndefined();
  });
});

describe('what ends a call', () => {
  const limits = (imports: string, body: string, name = 'test/load.test.js'): readonly unknown[] =>
    unlinted(name, `${imports}\nexport async function load(id) {\n  ${body}\n}\n`)?.inventory.calls.map(({ timeout }) => timeout.limitMs) ?? [];
  const url = "'https://api.example.com/' + id";

  it('is told in milliseconds where an option, a signal, a policy or a default says so', () => {
    expect(limits('', `return fetch(${url}, { signal: AbortSignal.timeout(2 * 1000) });`)).toEqual([2000]);
    expect(limits("import axios from 'axios';\nconst api = axios.create({ timeout: 5_000 });", `return api.get(${url});`)).toEqual([5000]);
    expect(limits("import { withTimeout } from '@failsoft/runtime';", `return withTimeout(() => fetch(${url}), { timeoutMs: 700 });`)).toEqual([700]);
    expect(limits("import { dependency } from '@failsoft/runtime';\nconst api = dependency({ name: 'api', timeoutMs: 800 });", `return api.run(() => fetch(${url}));`)).toEqual([800]);
    expect(limits("import pTimeout from 'p-timeout';", `return pTimeout(fetch(${url}), { milliseconds: 900 });`)).toEqual([900]);
    expect(limits("import { timeout, TimeoutStrategy } from 'cockatiel';\nconst policy = timeout(600, TimeoutStrategy.Aggressive);", `return policy.execute(() => fetch(${url}));`)).toEqual([600]);
  });

  it('is not told where nothing says it', () => {
    expect(limits('', `return fetch(${url});`)).toEqual([undefined]);
    expect(limits("import axios from 'axios';\nconst api = axios.create({ timeout: settings.timeout });", `return api.get(${url});`)).toEqual([undefined]);
  });
});

describe('a client that is known by its type', () => {
  const creationOf = (text: string, others: Readonly<Record<string, string>>): string | undefined => {
    const client = unlinted('src/posts.ts', text, undefined, new Map([['no-silent-failure', undefined]]), others)?.inventory.calls[0]?.client;
    return client === undefined ? undefined : `${client.file.split('/').slice(-2).join('/')}:${String(client.line)}`;
  };
  const made = "import { PrismaClient } from '@prisma/client';\n";
  const kept = `${made}const held = globalThis as typeof globalThis & { prisma?: PrismaClient };\nexport const prisma: PrismaClient = held.prisma ?? new PrismaClient();\n`;

  it('is made where the server makes it, not in a seed', () => {
    const user = "import { prisma } from './prisma';\nexport const posts = () => prisma.post.findMany();\n";
    expect(creationOf(user, { 'src/prisma.ts': kept, 'prisma/seed.ts': `${made}const prisma = new PrismaClient();\nawait prisma.post.create({ data: {} });\n` })).toBe('src/prisma.ts:3');
  });

  it('is made in its own file, where that makes one', () => {
    const user = `${made}class Posts {\n  constructor(private readonly prisma: PrismaClient) {}\n  all() {\n    return this.prisma.post.findMany();\n  }\n}\nexport const posts = new Posts(new PrismaClient());\n`;
    expect(creationOf(user, { 'src/audit.ts': kept })).toBe('src/posts.ts:8');
  });
});
