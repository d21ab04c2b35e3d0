import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CodeAction, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { temporaryProject } from '../../linter/test/temporary-project.js';
import { bounded, manifest, unbounded } from './projects.js';
import { ServerProcess } from './server-process.js';

const dashboard = `import { redis } from './redis.js';

export async function price(id: string): Promise<string> {
  const answer = await fetch(\`\${process.env.PRICES_URL}/\${id}\`);
  return answer.text();
}

export async function rate(id: string): Promise<string> {
  const answer = await fetch(\`\${process.env.RATES_URL}/\${id}\`);
  return answer.text();
}

export async function cached(key: string): Promise<string | null> {
  return redis.get(key);
}
`;

const weather = `export async function weather(city: string): Promise<unknown> {
  const response = await fetch(\`https://api.weather.com/\${city}\`, { signal: AbortSignal.timeout(5_000) });
  return response.json();
}
`;

const withRuntime = manifest.replace('"axios"', '"@failsoft/runtime": "^0.1.0", "axios"');

async function opened(path: string, text: string, options: unknown = {}, dependencies = manifest): Promise<ServerProcess> {
  const { folder } = temporaryProject({ 'package.json': dependencies, 'src/redis.ts': bounded, 'src/dashboard.ts': dashboard, [path]: text });
  const server = await ServerProcess.start({ folders: [folder], options });
  await server.open(path, text, 4);
  return server;
}

function editsOf(edit: WorkspaceEdit | undefined): TextDocumentEdit[] {
  return (edit?.documentChanges ?? []).filter((change) => 'edits' in change);
}

function applied(text: string, edit: WorkspaceEdit | undefined): string {
  const document = TextDocument.create('file:///x.ts', 'typescript', 1, text);
  return TextDocument.applyEdits(document, editsOf(edit).flatMap(({ edits }) => edits.filter((change) => 'newText' in change)));
}

function titled(actions: readonly CodeAction[], title: string): CodeAction {
  const action = actions.find((candidate) => candidate.title.startsWith(title));
  if (action === undefined) throw new Error(`no action "${title}" in ${actions.map((candidate) => candidate.title).join(', ')}`);
  return action;
}

test('each rewrite is a quick fix with separate edits of the version that was linted, and one of a finding is preferred', async () => {
  const server = await opened('src/dashboard.ts', dashboard);
  const actions = await server.codeActions('src/dashboard.ts', 4);
  const preferred = actions.filter(({ isPreferred }) => isPreferred === true);
  expect(preferred).toHaveLength(1);
  const [fix] = preferred;
  expect(fix).toMatchObject({ kind: 'quickfix', diagnostics: [{ code: 'require-timeout', range: { start: { line: 3 } } }] });
  expect(editsOf(fix?.edit)).toMatchObject([{ textDocument: { uri: server.uri('src/dashboard.ts'), version: 4 } }]);
  const after = applied(dashboard, fix?.edit);
  await server.change('src/dashboard.ts', after, 5);
  expect((await server.findings('src/dashboard.ts')).filter((text) => text.startsWith('4:'))).toEqual([]);
});

test('an import and a call are two edits', async () => {
  const server = await opened('src/weather.ts', weather, { preset: 'all' }, withRuntime);
  const actions = await server.codeActions('src/weather.ts', 2);
  const withImport = actions.flatMap(({ edit }) => editsOf(edit)).filter(({ edits }) => edits.some((edit) => 'newText' in edit && edit.newText.includes('import {')));
  expect(withImport.length).toBeGreaterThan(0);
  for (const { edits } of withImport) expect(edits.length).toBeGreaterThan(1);
});

test('all findings of a rule in a file are fixed at once', async () => {
  const server = await opened('src/dashboard.ts', dashboard);
  const fix = titled(await server.codeActions('src/dashboard.ts', 4), 'Fix all 2 findings of failsoft/require-timeout');
  await server.change('src/dashboard.ts', applied(dashboard, fix.edit), 5);
  expect(await server.findings('src/dashboard.ts')).not.toContainEqual(expect.stringContaining('require-timeout'));
});

test('fix all is offered to those who ask for it, and only to them', async () => {
  const server = await opened('src/dashboard.ts', dashboard);
  expect((await server.codeActions('src/dashboard.ts', 4)).map(({ kind }) => kind)).not.toContain('source.fixAll.failsoft');
  const [fix, ...others] = await server.codeActions('src/dashboard.ts', 1, ['source.fixAll']);
  expect(others).toEqual([]);
  expect(fix?.kind).toBe('source.fixAll.failsoft');
  const after = applied(dashboard, fix?.edit);
  expect(after).not.toContain('eslint-disable');
  await server.change('src/dashboard.ts', after, 5);
  expect(await server.findings('src/dashboard.ts')).toEqual([]);
  expect(await server.codeActions('src/dashboard.ts', 4, ['refactor'])).toEqual([]);
});

test.each(['Disable failsoft/require-timeout for this line', 'Disable failsoft/require-timeout for the whole file'])('%s', async (title) => {
  const server = await opened('src/redis.ts', unbounded);
  const { edit } = titled(await server.codeActions('src/redis.ts', 3), title);
  await server.change('src/redis.ts', applied(unbounded, edit), 5);
  expect(await server.findings('src/redis.ts')).toEqual([]);
});

test('the page of a rule is opened by the client', async () => {
  const server = await opened('src/redis.ts', unbounded);
  const { command } = titled(await server.codeActions('src/redis.ts', 3), 'Open the page of failsoft/require-timeout');
  await server.execute(command);
  expect(server.shownDocuments).toEqual([expect.stringMatching(/^https:.*require-timeout\.md$/)]);
});

test('a package that does not depend on the runtime can be made to', async () => {
  const server = await opened('src/weather.ts', weather, { preset: 'all' });
  const action = titled(await server.codeActions('src/weather.ts', 2), 'Add @failsoft/runtime to package.json');
  const edited: unknown = JSON.parse(applied(manifest, action.edit));
  expect(edited).toMatchObject({ dependencies: { axios: '^1.7.0', ioredis: '^5.0.0', '@failsoft/runtime': '^0.1.0' } });
});

test('everything for a dependency in the workspace is fixed, after a preview', async () => {
  const { folder } = temporaryProject({ 'package.json': manifest, 'src/redis.ts': unbounded, 'src/b/redis.ts': unbounded, 'src/routes/[id].ts': 'export {};\n', 'src/dashboard.ts': dashboard });
  const server = await ServerProcess.start({ folders: [folder] });
  await server.open('src/redis.ts', unbounded);
  // As one editor writes it, and Node does not.
  const route = server.uri('src/routes/').replace('routes', '%72outes') + '%5Bid%5D.ts';
  await server.openUri(route, unbounded, 9);
  const { command } = titled(await server.codeActions('src/redis.ts', 3), 'Fix everything for Redis in the workspace');
  await server.execute(command);
  const [edit] = server.applied;
  expect(Object.values(edit?.changeAnnotations ?? {})).toMatchObject([{ needsConfirmation: true }]);
  const changed = editsOf(edit).map(({ textDocument: { uri, version } }) => ({ uri, version }));
  expect(changed).toContainEqual({ uri: server.uri('src/redis.ts'), version: 1 });
  expect(changed).toContainEqual({ uri: server.uri('src/b/redis.ts'), version: null });
  expect(changed).toContainEqual({ uri: route, version: 9 });
  expect(readFileSync(join(folder, 'src/b/redis.ts'), 'utf8')).toBe(unbounded);
  for (const { edits } of editsOf(edit)) for (const change of edits) expect(change).toMatchObject({ annotationId: 'failsoft' });
});
