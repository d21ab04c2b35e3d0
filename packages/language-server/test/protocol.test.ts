import { expect, test, vi } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { DocumentDiagnosticRequest } from 'vscode-languageserver-protocol';
import { temporaryProject } from '../../linter/test/temporary-project.js';
import { bounded, finding, manifest, unbounded } from './projects.js';
import { heapMeter } from './heap.js';
import { findingText, ServerProcess, type StartOptions } from './server-process.js';

async function started(options: Omit<StartOptions, 'folders'> = {}): Promise<ServerProcess> {
  const { folder } = temporaryProject({ 'package.json': manifest, 'src/redis.ts': unbounded });
  return ServerProcess.start({ folders: [folder], ...options });
}

test('messages that are malformed or out of order are answered with an error or left, and the server works on', async () => {
  const server = await started();
  const { connection } = server;
  for (const [method, params] of [
    ['textDocument/didChange', { textDocument: { uri: server.uri('never-opened.ts'), version: 3 }, contentChanges: [{ text: 'x' }] }],
    ['textDocument/didClose', { textDocument: { uri: server.uri('never-opened.ts') } }],
    ['textDocument/didOpen', { textDocument: { uri: 'file://%zz', languageId: 'typescript', version: 1, text: unbounded } }],
    ['workspace/didChangeWatchedFiles', { changes: [{ uri: 'nonsense', type: 9 }] }],
    ['workspace/didChangeConfiguration', { settings: 5 }],
    ['failsoft/unheard-of', { a: 1 }],
    ['failsoft/trust', { trusted: 'yes' }],
  ] as const) {
    await connection.sendNotification(method, params);
  }
  await connection.sendNotification('failsoft/trust', { trusted: true });
  for (const [method, params] of [
    ['textDocument/hover', { textDocument: { uri: server.uri('never-opened.ts') }, position: { line: 9, character: 9 } }],
    ['textDocument/diagnostic', { textDocument: { uri: 'file://%zz' } }],
    ['textDocument/codeAction', {}],
    ['textDocument/codeLens', []],
    ['workspace/executeCommand', { command: 'failsoft.fixDependency', arguments: [1, {}] }],
    ['workspace/executeCommand', { command: 'rm' }],
    ['failsoft/unheard-of', {}],
  ] as const) {
    await connection.sendRequest(method, params).catch(() => undefined);
  }
  await server.open('src/redis.ts', unbounded);
  await server.open('src/redis.ts', unbounded, 2);
  expect(await server.findings('src/redis.ts')).toEqual([finding]);
});

test('what comes before "initialize" is answered, a second "initialize" is refused', async () => {
  const { folder } = temporaryProject({ 'package.json': manifest, 'src/redis.ts': unbounded });
  const server = ServerProcess.spawn({ folders: [folder] });
  await server.open('src/redis.ts', unbounded);
  await expect(server.pull('src/redis.ts')).rejects.toThrow();
  await server.initialize({ folders: [folder] });
  await expect(server.initialize({ folders: [folder] })).rejects.toThrow('initialized already');
  expect(await server.findings('src/redis.ts')).toEqual([finding]);
});

test('what comes after "shutdown" starts no process, and "exit" ends the server', async () => {
  const server = await started();
  await server.open('src/redis.ts', unbounded);
  await server.connection.sendRequest('shutdown');
  expect(await server.findings('src/redis.ts')).toEqual([]);
  const exit = new Promise((resolve) => server.child.once('exit', resolve));
  await server.connection.sendNotification('exit');
  expect(await exit).toBe(0);
});

test.each([
  ['no JSON', 'Content-Length: 11\r\n\r\n{ no json ]'],
  ['JSON, and no message', 'Content-Length: 8\r\n\r\n[1, "a"]'],
  ['a message of another protocol', 'Content-Length: 18\r\n\r\n{"hello": "world"}'],
])('a text that is %s does not end the server', async (_, text) => {
  const server = await started();
  server.child.stdin?.write(text);
  await server.open('src/redis.ts', unbounded);
  expect(await server.findings('src/redis.ts')).toEqual([finding]);
});

test('of a thousand rapid edits the last counts, and few are linted', async () => {
  // Long enough that a stall of the machine between two edits is no pause of a typist.
  const server = await started({ capabilities: {}, options: { debounce: 2_000 } });
  await server.open('src/redis.ts', unbounded);
  for (let version = 2; version <= 1001; version++) await server.change('src/redis.ts', version === 1001 ? bounded : `${unbounded}// ${version}\n`, version);
  await vi.waitFor(() => expect(server.published.at(-1)).toMatchObject({ version: 1001, diagnostics: [] }), 20_000);
  expect(server.published.length).toBeLessThan(30);
});

test('of requests for many texts each is answered by the newest', async () => {
  const server = await started();
  await server.open('src/redis.ts', unbounded);
  const asked = [server.findings('src/redis.ts')];
  for (let version = 2; version <= 50; version++) {
    await server.change('src/redis.ts', version === 50 ? bounded : `// ${version}\n${unbounded}`, version);
    asked.push(server.findings('src/redis.ts'));
  }
  expect(await asked.at(-1)).toEqual([]);
  expect(new Set((await Promise.all(asked)).map((findings) => findings.join()))).toEqual(new Set(['']));
});

test('a request that is cancelled is answered, and the next one too', async () => {
  const server = await started();
  await server.open('src/redis.ts', unbounded);
  const source = new CancellationTokenSource();
  const cancelled = server.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: server.uri('src/redis.ts') } }, source.token).catch((error: unknown) => error);
  source.cancel();
  await cancelled;
  expect(await server.findings('src/redis.ts')).toEqual([finding]);
});

test('a document that is closed while it is linted is answered without diagnostics', async () => {
  const server = await started();
  await server.open('src/redis.ts', unbounded);
  const asked = server.findings('src/redis.ts');
  await server.close('src/redis.ts');
  expect(await asked).toEqual([]);
  expect(await server.findings('src/redis.ts')).toEqual([]);
});

test('files of 5,000 lines are linted', async () => {
  const server = await started();
  const functions = Array.from({ length: 1666 }, (_, index) => `export async function f${index}(): Promise<unknown> {\n  return redis.incr('f${index}');\n}\n`);
  await server.open('src/redis.ts', unbounded + functions.join(''));
  expect(await server.findings('src/redis.ts')).toContain(finding);
});

const edits = Number(process.env['FAILSOFT_EDITS'] ?? 600);

/** Processes of other systems can't be asked for their children, nor be sent this signal. */
test.runIf(process.platform === 'linux')(`memory stays as it is over ${edits} edits`, { timeout: 60_000 + edits * 100 }, async () => {
  const { env, measure } = heapMeter();
  const { folder } = temporaryProject({ 'package.json': manifest, 'src/redis.ts': unbounded });
  const server = await ServerProcess.start({ folders: [folder], env });
  await server.open('src/redis.ts', unbounded);
  let version = 1;
  const edit = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index++) {
      version++;
      await server.change('src/redis.ts', `${'// filler\n'.repeat(200)}${unbounded}export const n${version} = ${version};\n`, version);
      await server.findings('src/redis.ts');
    }
  };
  await edit(Math.ceil(edits / 2));
  const before = await measure(server.pid);
  await edit(edits);
  const after = await measure(server.pid);
  expect(after).toHaveLength(2);
  expect(after.map((heap, index) => heap / (before[index] ?? 1)).filter((growth) => growth > 1.1)).toEqual([]);
});

test('what is published names its version', async () => {
  const server = await started({ capabilities: {} });
  await server.open('src/redis.ts', unbounded, 12);
  await vi.waitFor(() => expect(server.published).toMatchObject([{ version: 12 }]), 20_000);
  expect(server.published[0]?.diagnostics.map(findingText)).toEqual([finding]);
});
