import type { ChecklistPlace, FolderChecklist, Protection } from '@failsoft/language-server';
import { expect, test } from 'vitest';
import { checklistTree, type TreeNode } from './checklist-tree.js';
import { fixableDependencies } from './fixable.js';

const root = 'file:///work/my%20shop';

function place(text: string, path: string, line: number, protections: Partial<Record<Protection['name'], Protection['verdict']>>): ChecklistPlace {
  const reasons = { present: 'it is there', missing: 'ioredis has none by default', unknown: 'its options come from elsewhere' };
  const names = ['timeout', 'errorHandling', 'circuitBreaker', 'errorListener'] as const;
  return {
    uri: `${root}/${path}`,
    position: { line, character: 8 },
    text,
    protections: names.flatMap((name) => {
      const verdict = protections[name];
      return verdict === undefined ? [] : [{ name, verdict, reason: reasons[verdict] }];
    }),
  };
}

const redis = {
  dependency: 'Redis',
  libraries: ['ioredis', 'redis'],
  calls: [
    place('cache.get', 'src/stock.ts', 4, { timeout: 'present', errorHandling: 'present', circuitBreaker: 'missing' }),
    place('cache.set', 'src/stock%20list.ts', 9, { timeout: 'missing', errorHandling: 'unknown', circuitBreaker: 'missing' }),
  ],
  clients: [place('ioredis client', 'src/redis.ts', 2, { timeout: 'missing', errorListener: 'present' })],
};
const http = { dependency: 'HTTP peer', libraries: ['fetch'], calls: [place('fetch', 'src/rates.ts', 0, { timeout: 'unknown', errorHandling: 'present', circuitBreaker: 'unknown' })], clients: [] };
const shop: FolderChecklist = { folder: root, dependencies: [http, redis] };

function outline(nodes: readonly TreeNode[], indent = ''): string[] {
  return nodes.flatMap((node) => {
    const verdict = 'verdict' in node ? `[${node.verdict}] ` : '';
    return [`${indent}${verdict}${node.label} (${node.description})`, ...outline(node.children, `${indent}  `)];
  });
}

test('a dependency has its protections, and each of these the calls and clients, those that lack it first', () => {
  expect(outline(checklistTree([shop])).join('\n')).toMatchInlineSnapshot(`
    "[unknown] HTTP peer (fetch: 1 call)
      [unknown] Timeout (unknown in 1 call)
        [unknown] fetch (rates.ts:1 src)
      [present] Error handling (1 call)
        [present] fetch (rates.ts:1 src)
      [unknown] Circuit breaker (unknown in 1 call)
        [unknown] fetch (rates.ts:1 src)
    [missing] Redis (ioredis, redis: 2 calls, 1 client)
      [missing] Timeout (missing in 1 of 2 calls, 1 client)
        [missing] ioredis client (redis.ts:3 src)
        [missing] cache.set (stock list.ts:10 src)
        [present] cache.get (stock.ts:5 src)
      [present] Error listener (1 client)
        [present] ioredis client (redis.ts:3 src)
      [unknown] Error handling (unknown in 1 of 2 calls)
        [unknown] cache.set (stock list.ts:10 src)
        [present] cache.get (stock.ts:5 src)
      [missing] Circuit breaker (missing in 2 calls)
        [missing] cache.get (stock.ts:5 src)
        [missing] cache.set (stock list.ts:10 src)"
  `);
});

test('what is only advised does not make a dependency look broken, nor worth a fix', () => {
  const sound = { ...http, calls: [place('fetch', 'src/rates.ts', 0, { timeout: 'present', errorHandling: 'missing', circuitBreaker: 'missing' })] };
  const folders = [{ folder: root, dependencies: [sound] }];
  expect(checklistTree(folders)).toMatchObject([{ label: 'HTTP peer', verdict: 'present' }]);
  expect(fixableDependencies(folders)).toEqual([]);
});

test('folders are a level of their own where more than one has dependencies', () => {
  const other = { folder: 'file:///work/mail', dependencies: [http] };
  const empty = { folder: 'file:///work/docs', dependencies: [] };
  expect(checklistTree([shop, empty]).map(({ label }) => label)).toEqual(['HTTP peer', 'Redis']);
  expect(checklistTree([shop, empty, other]).map(({ label, description }) => `${label}: ${description}`)).toEqual(['my shop: 2 dependencies', 'mail: 1 dependency']);
});

test('no two nodes have the same id, even where two calls stand at one place', () => {
  const call = place('cache.get', 'src/stock.ts', 4, { timeout: 'missing' });
  const tree = checklistTree([{ folder: root, dependencies: [{ ...redis, calls: [call, call] }, http] }]);
  const ids = (nodes: readonly TreeNode[]): string[] => nodes.flatMap(({ id, children }) => [id, ...ids(children)]);
  expect(new Set(ids(tree)).size).toBe(ids(tree).length);
});

test('a screen reader is told what the icons say', () => {
  const [, node] = checklistTree([shop]);
  expect(node?.spoken).toMatchInlineSnapshot(`"Redis, 2 calls, 1 client. Timeout: missing in 1 of 2 calls, 1 client. Error listener: 1 client. Error handling: unknown in 1 of 2 calls. Circuit breaker: missing in 2 calls"`);
  expect(node?.children[0]?.children[0]?.spoken).toMatchInlineSnapshot(`"ioredis client, client, missing: ioredis has none by default, src/redis.ts:3"`);
});

test('the dependencies to fix are those that lack what a call cannot do without, with what that is', () => {
  expect(fixableDependencies([shop])).toEqual([
    { dependency: 'Redis', folder: root, folderName: '', lacks: 'Timeout: missing in 1 of 2 calls, 1 client' },
  ]);
  expect(fixableDependencies([shop, { folder: 'file:///work/mail', dependencies: [] }]).map(({ folderName }) => folderName)).toEqual(['my shop']);
});
