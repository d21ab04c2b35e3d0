import type { ChecklistFinding, ChecklistPlace, FolderChecklist, Protection } from '@failsoft/language-server';
import { expect, test } from 'vitest';
import { checklistTree, dependencyIn, type TreeNode } from './checklist-tree.js';
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

function finding(rule: string, path: string, line: number, isFixable = true): ChecklistFinding {
  return { uri: `${root}/${path}`, position: { line, character: 2 }, rule, severity: rule === 'require-circuit-breaker' ? 'warning' : 'error', isFixable };
}

const redis = {
  dependency: 'Redis',
  libraries: ['ioredis', 'redis'],
  calls: [
    place('cache.get', 'src/stock.ts', 4, { timeout: 'present', errorHandling: 'present', circuitBreaker: 'missing' }),
    place('cache.set', 'src/stock%20list.ts', 9, { timeout: 'missing', errorHandling: 'unknown', circuitBreaker: 'missing' }),
  ],
  clients: [
    place('ioredis client', 'src/redis.ts', 2, { timeout: 'missing', errorListener: 'missing' }),
    place('redis client', 'src/flags.ts', 6, { timeout: 'present', errorListener: 'missing' }),
  ],
  findings: [finding('require-timeout', 'src/redis.ts', 2), finding('require-error-listener', 'src/flags.ts', 6), finding('require-circuit-breaker', 'src/stock.ts', 4, false)],
};
const http = { dependency: 'HTTP peer', libraries: ['fetch'], calls: [place('fetch', 'src/rates.ts', 0, { timeout: 'unknown', errorHandling: 'present', circuitBreaker: 'unknown' })], clients: [], findings: [] };
const shop: FolderChecklist = { folder: root, dependencies: [http, redis] };

function outline(nodes: readonly TreeNode[], indent = ''): string[] {
  return nodes.flatMap((node) => {
    const mark = node.kind === 'folder' ? '' : `[${node.mark}] `;
    return [`${indent}${mark}${node.label} (${node.description})`, ...outline(node.children, `${indent}  `)];
  });
}

test('a dependency has its protections, and each of these the calls and clients, those that lack it first', () => {
  expect(outline(checklistTree([shop])).join('\n')).toMatchInlineSnapshot(`
    "[unknown] HTTP peer (1 call)
      [unknown] Timeout (unknown in 1 call)
        [unknown] fetch (rates.ts:1 src)
      [present] Error handling (1 call)
        [present] fetch (rates.ts:1 src)
      [unknown] Circuit breaker (unknown in 1 call)
        [unknown] fetch (rates.ts:1 src)
    [error] Redis (3 findings, 2 calls, 2 clients)
      [error] Timeout (missing in 1 of 2 calls, 1 of 2 clients)
        [error] ioredis client (redis.ts:3 src)
        [missing] cache.set (stock list.ts:10 src)
        [present] redis client (flags.ts:7 src)
        [present] cache.get (stock.ts:5 src)
      [error] Error listener (missing in 2 clients)
        [error] redis client (flags.ts:7 src)
        [missing] ioredis client (redis.ts:3 src)
      [unknown] Error handling (unknown in 1 of 2 calls)
        [unknown] cache.set (stock list.ts:10 src)
        [present] cache.get (stock.ts:5 src)
      [warning] Circuit breaker (missing in 2 calls)
        [warning] cache.get (stock.ts:5 src)
        [missing] cache.set (stock list.ts:10 src)"
  `);
});

test('only what a rule reports looks like an error, and only what it can fix is offered to be fixed', () => {
  const quiet = { ...redis, findings: [] };
  expect(checklistTree([{ folder: root, dependencies: [quiet] }])).toMatchObject([{ label: 'Redis', mark: 'missing', isFixable: false, description: '2 calls, 2 clients' }]);
  const stuck = { ...redis, findings: [finding('require-timeout', 'src/redis.ts', 2, false)] };
  expect(checklistTree([{ folder: root, dependencies: [stuck] }])).toMatchObject([{ label: 'Redis', mark: 'error', isFixable: false, description: '1 finding, 2 calls, 2 clients' }]);
  expect(checklistTree([{ folder: root, dependencies: [redis] }])).toMatchObject([{ label: 'Redis', mark: 'error', isFixable: true }]);
});

test('a finding at an option or a catch clause marks the call above it', () => {
  const fetched = { ...http, findings: [finding('no-ineffective-timeout', 'src/rates.ts', 3), finding('no-silent-failure', 'src/rates.ts', 6)] };
  const lines = outline(checklistTree([{ folder: root, dependencies: [fetched] }]));
  expect(lines.slice(0, 5)).toEqual([
    '[error] HTTP peer (2 findings, 1 call)',
    '  [error] Timeout (unknown in 1 call)',
    '    [error] fetch (rates.ts:1 src)',
    '  [error] Error handling (1 call)',
    '    [error] fetch (rates.ts:1 src)',
  ]);
});

test('folders are a level of their own where more than one has dependencies', () => {
  const other = { folder: 'file:///work/mail', dependencies: [http] };
  const empty = { folder: 'file:///work/docs', dependencies: [] };
  expect(checklistTree([shop, empty]).map(({ label }) => label)).toEqual(['HTTP peer', 'Redis']);
  expect(checklistTree([shop, empty, other]).map(({ label, description }) => `${label}: ${description}`)).toEqual(['my shop: 2 dependencies', 'mail: 1 dependency']);
});

test('a dependency is found by its name, in the folder that it is asked for', () => {
  const mail = 'file:///work/mail';
  const roots = checklistTree([shop, { folder: mail, dependencies: [http] }]);
  expect(dependencyIn(roots, 'HTTP peer', mail)?.folder).toBe(mail);
  expect(dependencyIn(roots, 'HTTP peer', undefined)?.folder).toBe(root);
  expect(dependencyIn(roots, 'Redis', mail)).toBeUndefined();
  expect(dependencyIn(checklistTree([shop]), 'Redis', root)?.label).toBe('Redis');
});

test('no two nodes have the same id, even where two calls stand at one place', () => {
  const call = place('cache.get', 'src/stock.ts', 4, { timeout: 'missing' });
  const tree = checklistTree([{ folder: root, dependencies: [{ ...redis, calls: [call, call] }, http] }]);
  const ids = (nodes: readonly TreeNode[]): string[] => nodes.flatMap(({ id, children }) => [id, ...ids(children)]);
  expect(new Set(ids(tree)).size).toBe(ids(tree).length);
});

test('a screen reader is told what the icons say', () => {
  const [, node] = checklistTree([shop]);
  expect(node?.spoken).toMatchInlineSnapshot(`"Redis, 3 findings, 2 calls, 2 clients. Timeout: missing in 1 of 2 calls, 1 of 2 clients. Error listener: missing in 2 clients. Error handling: unknown in 1 of 2 calls. Circuit breaker: missing in 2 calls"`);
  expect(node?.children[0]?.children[0]?.spoken).toMatchInlineSnapshot(`"ioredis client, client, missing, reported as error: ioredis has none by default, src/redis.ts:3"`);
});

test('the dependencies to fix are those with findings that can be fixed, with what these are', () => {
  expect(fixableDependencies([shop])).toEqual([
    { dependency: 'Redis', folder: root, folderName: '', fixes: '2 findings: require-timeout, require-error-listener' },
  ]);
  const twice = { ...redis, findings: [finding('require-timeout', 'src/redis.ts', 2), finding('require-timeout', 'src/flags.ts', 6)] };
  const folders = [{ folder: root, dependencies: [twice, http] }, { folder: 'file:///work/mail', dependencies: [] }];
  expect(fixableDependencies(folders)).toMatchObject([{ folderName: 'my shop', fixes: '2 findings: require-timeout (2)' }]);
});
