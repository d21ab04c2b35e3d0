import { expect, test } from 'vitest';
import { renamedExports } from './renamed-exports.js';

test('lists and constants that hand on something under another name are found', () => {
  const text = [
    "export { request as load, type Dispatcher as Sender, Client } from 'undici';",
    'export { client as raw };',
    'export const send = undici.request;',
    'export const pool: Pool = db',
    'export const get = redis.get;',
  ].join('\n');
  expect(renamedExports(text).map(({ of, as }) => `${of} as ${as}`)).toEqual([
    'request as load',
    'Dispatcher as Sender',
    'client as raw',
    'request as send',
    'db as pool',
  ]);
});

test('what is made, called or computed has no other name', () => {
  expect(renamedExports('export const client = new Redis();\nexport const value = read();\nexport const sum = a + b;\nconst x = y;')).toEqual([]);
});

test('a constant is exported at the beginning of a line, or it is a word in a text', () => {
  expect(renamedExports("// as in: export const a = undici.request;\n  export const b = undici.request;\nexport const c = undici.request;").map(({ as }) => as)).toEqual(['c']);
});
