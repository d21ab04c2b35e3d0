import { expect, test } from 'vitest';
import { CodeLensRequest, HoverRequest, InlayHintRequest } from 'vscode-languageserver-protocol';
import { temporaryProject } from '../../linter/test/temporary-project.js';
import { durationText } from '../src/features/inlay-hints.js';
import { inventoryRequest } from '../src/protocol.js';
import { manifest, unbounded } from './projects.js';
import { pulling, ServerProcess, type StartOptions } from './server-process.js';

const stock = `import { redis } from './redis.js';

export async function stock(id: string): Promise<string | null> {
  try {
    return await redis.get(id);
  } catch {
    return null;
  }
}

export async function reserve(id: string): Promise<void> {
  await redis.incr(id);
}
`;
const orders = "import { redis } from './redis.js';\n\nexport async function place(id: string): Promise<void> {\n  await redis.lpush('orders', id);\n}\n";

async function shop(options: Omit<StartOptions, 'folders'> = {}): Promise<ServerProcess> {
  const { folder } = temporaryProject({ 'package.json': manifest, 'src/redis.ts': unbounded, 'src/stock.ts': stock, 'src/orders.ts': orders, 'src/stock.test.ts': orders });
  const server = await ServerProcess.start({ folders: [folder], ...options });
  await server.open('src/redis.ts', unbounded);
  await server.open('src/stock.ts', stock);
  return server;
}

async function hover(server: ServerProcess, path: string, line: number, character: number): Promise<string | undefined> {
  const answer = await server.connection.sendRequest(HoverRequest.type, { textDocument: { uri: server.uri(path) }, position: { line: line - 1, character } });
  const contents = answer?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value.replaceAll(server.uri(''), 'file:///shop') : undefined;
}

test('a hover over a call tells its dependency, where its client was created, and how it is protected', async () => {
  const server = await shop();
  expect(await hover(server, 'src/stock.ts', 5, 24)).toMatchInlineSnapshot(`
    "**Redis**: \`redis.get\` of \`ioredis\`

    Client created at [redis.ts:3](file:///shop/src/redis.ts#L3)

    | Protection | State |
    |:---|:---|
    | Timeout | ❌ missing: ioredis has none by default |
    | Error handling | ✅ present: its failure is caught ([stock.ts:6](file:///shop/src/stock.ts#L6)) |
    | Circuit breaker | ⚪ missing: no circuit breaker stands around it |"
  `);
  expect(await hover(server, 'src/stock.ts', 5, 18)).toContain('`redis.get` of `ioredis`');
  expect(await hover(server, 'src/stock.ts', 5, 12)).toBeUndefined();
  expect(await hover(server, 'src/redis.ts', 3, 26)).toMatchInlineSnapshot(`
    "**Redis**: ioredis client of \`ioredis\`, created here

    | Protection | State |
    |:---|:---|
    | Timeout | ❌ missing: ioredis has none by default |
    | Error listener | ✅ present: an 'error' listener is attached ([redis.ts:4](file:///shop/src/redis.ts#L4)) |"
  `);
  expect(await hover(server, 'src/stock.ts', 3, 10)).toBeUndefined();
});

test('a lens over a client counts its calls in the folder, and what they lack; unsaved texts count', async () => {
  let refreshes = 0;
  const server = await shop({ capabilities: { ...pulling, workspace: { ...pulling.workspace, codeLens: { refreshSupport: true } } } });
  const refreshed = new Promise<void>((resolve) => {
    server.connection.onRequest('workspace/codeLens/refresh', () => {
      refreshes++;
      resolve();
      return null;
    });
  });
  const titles = async () => (await server.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: server.uri('src/redis.ts') } }))?.map(({ command }) => command?.title);
  await server.findings('src/redis.ts');
  expect(await titles()).toEqual(['Redis: counting calls…']);
  await refreshed;
  expect(await titles()).toEqual(['Redis: 3 calls, 3 without timeout, 2 without error handling']);
  await server.change('src/stock.ts', stock.replace('redis.incr(id)', 'undefined'), 2);
  await server.findings('src/stock.ts');
  expect(await titles()).toEqual(['Redis: 2 calls, 2 without timeout, 1 without error handling']);
  expect(refreshes).toBe(1);
});

test('no client waits for the first check of a document: it is told when lenses are there', async () => {
  const { folder } = temporaryProject({ 'package.json': manifest, 'src/redis.ts': unbounded });
  const server = await ServerProcess.start({ folders: [folder], capabilities: { ...pulling, workspace: { ...pulling.workspace, codeLens: { refreshSupport: true } } } });
  const refreshed = new Promise((resolve) => {
    server.connection.onRequest('workspace/codeLens/refresh', () => {
      resolve(undefined);
      return null;
    });
  });
  await server.open('src/redis.ts', unbounded);
  const lenses = () => server.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: server.uri('src/redis.ts') } });
  expect(await lenses()).toEqual([]);
  await refreshed;
  expect(await lenses()).toHaveLength(1);
});

test('calls that were being counted when everything is loaded anew are counted again', async () => {
  const server = await shop({ capabilities: { ...pulling, workspace: { ...pulling.workspace, codeLens: { refreshSupport: true } } } });
  const refreshed = new Promise((resolve) => {
    server.connection.onRequest('workspace/codeLens/refresh', () => {
      resolve(undefined);
      return null;
    });
  });
  const titles = async () => (await server.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: server.uri('src/redis.ts') } }))?.map(({ command }) => command?.title);
  await server.findings('src/redis.ts');
  expect(await titles()).toEqual(['Redis: counting calls…']);
  await server.execute({ title: 'Restart', command: 'failsoft.restart' });
  await refreshed;
  await expect.poll(titles, { timeout: 20_000 }).toEqual(['Redis: 3 calls, 3 without timeout, 2 without error handling']);
});

test('the inventory lists what server code of the workspace depends on', async () => {
  const server = await shop();
  const [folder] = await server.connection.sendRequest(inventoryRequest);
  expect(folder?.dependencies.map(({ dependency, libraries }) => ({ dependency, libraries }))).toEqual([{ dependency: 'Redis', libraries: ['ioredis'] }]);
  expect(folder?.dependencies[0]?.clients).toMatchObject([{ uri: server.uri('src/redis.ts'), position: { line: 2, character: 25 }, protections: [{ name: 'timeout', verdict: 'missing' }, { name: 'errorListener', verdict: 'present' }] }]);
  expect(folder?.dependencies[0]?.calls.map(({ uri, position, text }) => `${uri.slice(uri.lastIndexOf('/') + 1)}:${position.line + 1} ${text}`)).toEqual(['orders.ts:4 redis.lpush', 'stock.ts:5 redis.get', 'stock.ts:12 redis.incr']);
  expect(folder?.dependencies[0]?.findings).toMatchObject([
    { uri: server.uri('src/redis.ts'), position: { line: 2, character: 25 }, rule: 'require-timeout', severity: 'error', isFixable: true },
    { uri: server.uri('src/stock.ts'), position: { line: 5 }, rule: 'no-silent-failure' },
  ]);
});

test('findings at an option or a catch clause count for their dependency too', async () => {
  const rates = `export async function rates(): Promise<string> {
  try {
    const answer = await fetch('https://rates.example', {
      headers: { accept: 'text/plain' },
      timeout: 3_000,
    });
    return await answer.text();
  } catch {
    return '';
  }
}
`;
  const { folder } = temporaryProject({ 'package.json': manifest, 'src/rates.ts': rates });
  const server = await ServerProcess.start({ folders: [folder] });
  const [checklist] = await server.connection.sendRequest(inventoryRequest);
  expect(checklist?.dependencies.map(({ dependency, findings }) => [dependency, ...findings.map(({ rule, position }) => `${position.line + 1} ${rule}`)])).toEqual([
    ['HTTP peer', '5 no-ineffective-timeout', '8 no-silent-failure'],
  ]);
});

test('hints of timeouts are off unless asked for', async () => {
  const hints = async (server: ServerProcess) =>
    (await server.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri: server.uri('src/stock.ts') }, range: { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } } }))?.map(({ position, label }) => `${position.line + 1}:${position.character + 1} ${typeof label === 'string' ? label : label.map(({ value }) => value).join('')}`);
  expect(await hints(await shop())).toEqual([]);
  expect(await hints(await shop({ options: { inlayHints: true } }))).toEqual(['5:27 no timeout']);
});

test('a hint says after how long a call is ended, and leads to what says so', async () => {
  const redis = unbounded.replace("?? '')", "?? '', { commandTimeout: 1_500 })");
  const { folder } = temporaryProject({ 'package.json': manifest, 'src/redis.ts': redis, 'src/stock.ts': stock });
  const server = await ServerProcess.start({ folders: [folder], options: { inlayHints: true } });
  await server.open('src/stock.ts', stock);
  const whole = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
  const [hint] = (await server.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri: server.uri('src/stock.ts') }, range: whole })) ?? [];
  expect(hint?.label).toMatchObject([{ value: '≤ 1.5 s', tooltip: 'commandTimeout is set (redis.ts:3)', location: { uri: server.uri('src/redis.ts'), range: { start: { line: 2 } } } }]);
});

test('durations are written as people say them', () => {
  expect([300, 999, 1_000, 2_500, 90_000, 300_000].map(durationText)).toEqual(['300 ms', '999 ms', '1 s', '2.5 s', '90 s', '5 min']);
});

test('places are right behind a byte order mark and behind line separators that end no line in the protocol', async () => {
  const text = `\uFEFFconst odd = '\u2028';\n${unbounded}`;
  const { folder } = temporaryProject({ 'package.json': manifest, 'src/redis.ts': text });
  const server = await ServerProcess.start({ folders: [folder] });
  await server.open('src/redis.ts', text);
  expect(await hover(server, 'src/redis.ts', 4, 26)).toContain('ioredis client');
});

test('what is built is no part of the inventory, and a file that another change gives calls is', async () => {
  const files = { '.gitignore': 'out/\n', 'src/redis.ts': 'export const redis = new Map<string, string>();\n', 'src/orders.ts': orders };
  const { folder, write } = temporaryProject({ 'package.json': manifest, ...files });
  const server = await ServerProcess.start({ folders: [folder] });
  const listed = async () => {
    const [checklist] = await server.connection.sendRequest(inventoryRequest);
    return checklist?.dependencies.flatMap(({ clients, calls }) => [...clients, ...calls].map(({ uri }) => uri.slice(server.uri('src').length - 'src'.length)));
  };
  expect(await listed()).toEqual([]);
  write('out/redis.ts', unbounded);
  await server.watched('out/redis.ts', 'created');
  expect(await listed()).toEqual([]);
  write('src/redis.ts', unbounded);
  await server.watched('src/redis.ts', 'changed');
  expect(await listed()).toEqual(['src/redis.ts', 'src/orders.ts']);
  write('src/more.ts', orders);
  await server.watched('src/more.ts', 'created');
  expect(await listed()).toEqual(['src/redis.ts', 'src/more.ts', 'src/orders.ts']);
});
