import { fork } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { DidOpenTextDocumentNotification, DocumentDiagnosticRequest, InitializedNotification, InitializeRequest } from 'vscode-languageserver-protocol';
import { temporaryProject } from '../../linter/test/temporary-project.js';
import { bounded, finding, manifest, unbounded, warning } from './projects.js';
import { pulling, ServerProcess } from './server-process.js';

test('a client may speak over the channel that Node gives a forked process', async () => {
  const { folder } = temporaryProject({ 'package.json': manifest, 'src/redis.ts': unbounded });
  const child = fork(fileURLToPath(new URL('../bin/failsoft-language-server.js', import.meta.url)), ['--node-ipc'], { execArgv: [] });
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  onTestFinished(() => {
    connection.dispose();
    child.kill();
  });
  connection.listen();
  const uri = pathToFileURL(`${folder}/src/redis.ts`).href;
  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'shop' }];
  await connection.sendRequest(InitializeRequest.method, { processId: process.pid, rootUri: null, workspaceFolders, capabilities: pulling });
  await connection.sendNotification(InitializedNotification.type, {});
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'typescript', version: 1, text: unbounded } });
  const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  expect(report).toMatchObject({ kind: 'full', items: [{ code: 'require-timeout' }] });
});

test('each folder of a workspace has its own configuration and process, and comes and goes', async () => {
  const first = temporaryProject({ 'package.json': manifest, 'eslint.config.mjs': warning });
  const second = temporaryProject({ 'package.json': manifest, 'eslint.config.mjs': 'process.exit(1);\n' });
  const server = await ServerProcess.start({ folders: [first.folder] });
  const uriOf = ({ folder }: { readonly folder: string }) => pathToFileURL(`${folder}/src/redis.ts`).href;
  await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [{ uri: pathToFileURL(second.folder).href, name: 'second' }], removed: [] } });
  await server.openUri(uriOf(first), unbounded);
  await server.openUri(uriOf(second), unbounded);
  expect(await server.findingsOf(uriOf(first))).toEqual([finding]);
  expect(await server.findingsOf(uriOf(second))).toEqual([finding]);
  expect(server.shown).toHaveLength(1);
  await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [{ uri: pathToFileURL(second.folder).href, name: 'second' }] } });
  await server.change('src/redis.ts', bounded, 2);
  expect(await server.findingsOf(uriOf(first))).toEqual([]);
});
