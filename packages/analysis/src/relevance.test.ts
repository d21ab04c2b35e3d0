import { expect, test } from 'vitest';
import { temporaryTree } from '../test/temporary-tree.js';
import { Analysis } from './analysis.js';
import { Catalog } from './catalog/catalog.js';
import { libraries } from './catalog/index.js';
import { readSettings } from './settings/settings.js';
import { Workspaces } from './workspace/workspaces.js';

const clients = [
  "import postgres from 'postgres';",
  "import ky from 'ky';",
  "import { Redis } from 'ioredis';",
  'export const sql = postgres(process.env.DB);',
  "export const api = ky.create({ prefixUrl: 'https://x.example.com' });",
  'export const lines = new Redis();',
  'export const name = (id) => id;',
].join('\n');

/** The files, among those given, that may matter; `clients.js` makes clients. */
function mattering(files: Readonly<Record<string, string>>): readonly string[] {
  const manifest = { name: 'p', type: 'module', dependencies: { postgres: '^3', ky: '^1', ioredis: '^5', zod: '^4', 'acme-tool': '^1' } };
  const tree = temporaryTree({ 'package.json': manifest, 'clients.js': clients, 'pure.js': 'export const sum = (a, b) => a + b;', ...files });
  const analysis = new Analysis(new Catalog(libraries), new Workspaces().of(tree.path('clients.js')), readSettings(undefined));
  return Object.entries(files).flatMap(([name, text]) => (analysis.mayMatter(tree.path(name), text) ? [name] : []));
}

test('a file that leads to no library can not matter', () => {
  expect(mattering({ 'a.js': "import { sum } from './pure.js';\nexport const a = () => { try { return new Sum().get(sum(1)); } catch { return 0; } };" })).toEqual([]);
});

test('a file that leads to a library matters if it calls one of its methods, or catches', () => {
  expect(
    mattering({
      'a.js': "import { lines } from './clients.js';\nexport const a = (id) => lines.get(id);",
      'b.js': "import { name } from './clients.js';\nexport const b = () => { try { return name(1); } catch { return 0; } };",
      'c.js': "import { lines } from './clients.js';\nexport const c = () => lines.options;",
    }),
  ).toEqual(['a.js', 'b.js']);
});

test('clients that are called themselves matter, whatever the project calls them', () => {
  expect(
    mattering({
      'a.js': "import { sql } from './clients.js';\nexport const a = (id) => sql`select * from a where id = ${id}`;",
      'b.js': "import { api as things } from './clients.js';\nexport const b = (id) => things(`things/${id}`);",
      'c.js': "const { api } = require('./clients.js');\nexports.c = (id) => api(`things/${id}`);",
    }),
  ).toEqual(['a.js', 'b.js', 'c.js']);
});

test('methods that are taken out of a client matter', () => {
  expect(mattering({ 'a.js': "import { lines } from './clients.js';\nconst { hgetall } = lines;\nexport const a = (id) => hgetall(id);" })).toEqual(['a.js']);
});

test('what is imported from a declared package that is in no catalogue is not taken for a client; what is not declared may be an alias', () => {
  const using = (from: string): string => `import { lines } from './clients.js';\nimport { tool } from '${from}';\nexport const a = () => tool.get(lines.options);`;
  expect(mattering({ 'a.js': using('acme-tool'), 'b.js': using('zod'), 'c.js': using('node:path'), 'd.js': using('lib/tool') })).toEqual(['d.js']);
});

test('what may be decorated by a plugin of Fastify matters without an import that leads to it', () => {
  const route = 'export default async (app) => { app.get("/", () => app.database("users")); };';
  expect(mattering({ 'route.js': route })).toEqual([]);
  expect(mattering({ 'route.js': route, 'server.js': "import Fastify from 'fastify';\nexport const server = Fastify();" })).toEqual(['route.js']);
});

test('a global matters as a word of its own, and what is named after it where it is called or caught', () => {
  expect(
    mattering({
      'a.js': 'export const a = (url) => fetch(url);',
      'b.js': 'export const b = (users) => users.fetchAll(1); // prefetched',
      'c.js': 'export class C { get(url) { return this.fetchImpl(url); } }',
      'd.js': "import { fetchUsers } from './users.js';\nexport const d = () => fetchUsers();",
      'e.js': 'export const e = async (users) => { try { await users.fetchAll(1); } catch { return 0; } };',
    }),
  ).toEqual(['a.js', 'c.js', 'd.js', 'e.js']);
});

test('a method of a library that no file imports is no reason, nor an instance of a class of another package', () => {
  const using = (text: string): string => `import { lines } from './clients.js';\nimport { Tool } from 'acme-tool';\n${text}`;
  expect(
    mattering({
      'a.js': using('export const a = (items) => items.findMany(lines.options);'),
      'b.js': using('export const b = () => new Tool(lines.options); // a new kind of tool'),
      'c.js': using('export const c = (Made) => new Made(lines.options);'),
    }),
  ).toEqual(['c.js']);
  const prisma = { 'prisma.js': "import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient();" };
  expect(mattering({ 'a.js': using('export const a = (items) => items.findMany(lines.options);'), ...prisma })).toEqual(['a.js', 'prisma.js']);
});

test('what is found nowhere may be a generated client, and no other', () => {
  const using = (text: string): string => `import { made } from './generated/client.js';\n${text}`;
  expect(mattering({ 'a.js': using('export const a = (id) => made.user.findMany(id);'), 'b.js': using('export const b = (id) => made(id);') })).toEqual(['a.js']);
});

test("what a module hands on under the name of another library's method matters", () => {
  const files = {
    'raw.js': "export { request as send } from 'undici';",
    'handed-on.js': "export * as raw from './raw.js';",
    'a.js': "import { raw } from './handed-on.js';\nexport const a = (url) => raw.send(url);",
  };
  expect(mattering(files)).toContain('a.js');
});

test('what a module hands on under a name that no library has matters, and so does a function of a library under its own', () => {
  const files = {
    'raw.js': "import undici from 'undici';\nexport { request as load } from 'undici';\nexport const open = undici.connect;\nexport { stream } from 'undici';\nexport const tidy = (x) => x;",
    'handed-on.js': "export * as raw from './raw.js';",
    'a.js': "import { raw } from './handed-on.js';\nexport const a = (url) => raw.load(url);",
    'b.js': "import { load as get } from './raw.js';\nexport const b = (url) => get(url);",
    'c.js': "import * as raw from './raw.js';\nexport const c = (url) => raw.open(url);",
    'd.js': "import { stream } from './raw.js';\nexport const d = (url) => stream(url);",
    'e.js': "import * as raw from './raw.js';\nimport { tidy } from './raw.js';\nexport const e = (url) => raw.tidy(tidy(url));",
  };
  expect(mattering(files)).toEqual(['raw.js', 'a.js', 'b.js', 'c.js', 'd.js']);
});

test('words in prose are no calls and no handlers', () => {
  expect(
    mattering({
      'a.js': '// Fetches what fetch would fetch by itself, and will catch what is thrown.\nexport const a = (items) => items;',
      'b.js': 'export const b = (options) => options.load ?? fetch\n',
      'c.js': "import { name } from './clients.js'; // we catch nothing\nexport const c = name;",
      'd.js': "import { name } from './clients.js';\nexport const d = async () => { try { return await name(1); } catch { return 0; } };",
    }),
  ).toEqual(['b.js', 'd.js']);
});
