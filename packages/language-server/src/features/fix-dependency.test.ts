import type { FileInventory } from 'eslint-plugin-failsoft';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fixDependency } from './fix-dependency.js';

const evidence = { verdict: 'missing', reason: 'none' } as const;
const client = { name: 'ioredis client', library: 'ioredis', dependency: 'Redis', line: 1, column: 1, timeout: evidence, errorListener: evidence };
const inventory = (file: string, quiet?: string): FileInventory => ({ file, quiet, calls: [], clients: [client] });

const capabilities = { workspace: { workspaceEdit: { documentChanges: true } } };

test('edits of an open document are of the version that was looked at, though it changes meanwhile', async () => {
  const document = TextDocument.create('file:///shop/redis.ts', 'typescript', 3, 'redis()');
  const looked: string[] = [];
  const fix = (_: string, text: string) => {
    looked.push(text);
    TextDocument.update(document, [{ text: '// more\nredis()' }], 4);
    return Promise.resolve([{ range: [6, 6] as const, text: 'options' }]);
  };
  const edit = await fixDependency({ dependency: 'Redis', worker: { fix }, inventories: [inventory('/shop/redis.ts')], openDocument: () => document, capabilities });
  expect(looked).toEqual(['redis()']);
  const at = { line: 0, character: 6 };
  expect(edit).toEqual({ documentChanges: [{ textDocument: { uri: 'file:///shop/redis.ts', version: 3 }, edits: [{ range: { start: at, end: at }, newText: 'options' }] }] });
});

test('files of other dependencies, quiet ones, and those that are gone are left alone', async () => {
  const asked: string[] = [];
  const fix = (path: string) => {
    asked.push(path);
    return Promise.resolve([]);
  };
  const inventories = [inventory('/shop/gone.ts'), inventory('/shop/redis.test.ts', 'test'), { ...inventory('/shop/db.ts'), clients: [] }];
  expect(await fixDependency({ dependency: 'Redis', worker: { fix }, inventories, openDocument: () => undefined, capabilities })).toBeUndefined();
  expect(asked).toEqual([]);
});
