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

test('in a selection with several findings every action says what it is about, and none is there twice', async () => {
  const server = await opened('src/dashboard.ts', dashboard);
  const titles = (await server.codeActionsIn('src/dashboard.ts', { start: { line: 0, character: 0 }, end: { line: 15, character: 0 } })).map(({ title }) => title);
  expect(titles).toEqual([...new Set(titles)]);
  expect(titles).toContain('Set signal: AbortSignal.timeout(5_000) (line 4)');
  expect(titles).toContain('Set signal: AbortSignal.timeout(5_000) (line 9)');
  expect(titles).toContain('Disable failsoft/require-timeout for line 9');
  expect(titles.filter((title) => title.startsWith('Open the documentation of failsoft/require-timeout'))).toHaveLength(1);
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

test('a line within JSX or a template is disabled by a comment that is one', async () => {
  const page = 'export async function Page({ id }: { id: string }): Promise<unknown> {\n  return (\n    <p>\n      Price: {await (await fetch(`https://prices.example.com/${id}`)).text()}\n    </p>\n  );\n}\n';
  const { folder } = temporaryProject({ 'package.json': manifest, 'src/page.tsx': page });
  const server = await ServerProcess.start({ folders: [folder] });
  await server.open('src/page.tsx', page);
  const found = await server.findings('src/page.tsx');
  expect(found).toEqual(['4:28 require-timeout']);
  const { edit } = titled(await server.codeActions('src/page.tsx', 4), 'Disable failsoft/require-timeout for this line');
  await server.change('src/page.tsx', applied(page, edit), 2);
  expect(await server.findings('src/page.tsx')).toEqual([]);
  expect(applied(page, edit)).toContain('{await (await /* eslint-disable-line failsoft/require-timeout */ fetch(');
});

test('the page of a rule is opened by the client', async () => {
  const server = await opened('src/redis.ts', unbounded);
  const { command } = titled(await server.codeActions('src/redis.ts', 3), 'Open the documentation of failsoft/require-timeout');
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

test.each([
  { linter: 'ESLint', source: 'eslint', code: 'failsoft/require-timeout', otherCode: 'no-new' },
  { linter: 'oxlint', source: 'oxc', code: 'failsoft(require-timeout)', otherCode: 'eslint(no-new)' },
])('on the diagnostics of $linter the same is offered, and attached to them', async ({ source, code, otherCode }) => {
  const server = await opened('src/redis.ts', unbounded, { diagnostics: false });
  expect(await server.findings('src/redis.ts')).toEqual([]);
  const range = { start: { line: 2, character: 25 }, end: { line: 2, character: 30 } };
  const given = { range, message: 'waits for ever', source, code };
  const other = { range, message: 'new for side effects', source, code: otherCode };
  const actions = await server.codeActions('src/redis.ts', 3, undefined, [given, other]);
  expect(titled(actions, 'Set commandTimeout').diagnostics).toEqual([given]);
  expect(titled(actions, 'Disable failsoft/require-timeout for this line').diagnostics).toEqual([given]);
  // Shown by nobody: what is offered belongs to no diagnostic.
  expect(titled(await server.codeActions('src/redis.ts', 3), 'Set commandTimeout').diagnostics).toBeUndefined();
});

/** Both calls want a timeout and their failure caught: the edits of one touch those of the other. */
const conflicting = `import { Redis } from 'ioredis';

export const redis = new Redis(process.env.REDIS_URL ?? '');

export async function cached(key: string): Promise<string | null> {
  return redis.get(\`cache:\${key}\`);
}
`;

test('fix all goes on until nothing is left, in one set of separate edits', async () => {
  const server = await opened('src/redis.ts', conflicting);
  const before = await server.findings('src/redis.ts');
  const [fix] = await server.codeActions('src/redis.ts', 1, ['source.fixAll.failsoft']);
  const [{ edits } = { edits: [] }] = editsOf(fix?.edit);
  const starts = edits.map(({ range }) => range.start.line * 1000 + range.start.character);
  expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
  const after = applied(conflicting, fix?.edit);
  await server.change('src/redis.ts', after, 5);
  expect({ before: before.length, after: await server.findings('src/redis.ts'), text: after }).toMatchInlineSnapshot(`
    {
      "after": [],
      "before": 2,
      "text": "import { Redis } from 'ioredis';

    export const redis = new Redis(process.env.REDIS_URL ?? '', { commandTimeout: 1_000 });

    export async function cached(key: string): Promise<string | null> {
      return redis.get(\`cache:\${key}\`).catch((error: unknown) => {
        console.warn('Cache unavailable, treated as a miss', error);
        return null;
      });
    }
    ",
    }
  `);
  expect(await server.codeActions('src/redis.ts', 1, ['source.fixAll.failsoft'])).toEqual([]);
});

test('the runtime is copied into a project of TypeScript, to where rewritten code then imports it from', async () => {
  const titles = `import { Redis } from 'ioredis';

const redis = new Redis(process.env.REDIS_URL ?? '', { commandTimeout: 1_000 });
redis.on('error', console.error);

export async function titleOf(id: string): Promise<string | null> {
  return redis.get(\`cache:title:\${id}\`);
}
`;
  const server = await opened('src/api/titles.ts', titles);
  const actions = await server.codeActions('src/api/titles.ts', 7);
  expect(actions.map(({ title }) => title)).toContain('Add @failsoft/runtime to package.json, for more fixes');
  const { command } = titled(actions, 'Copy the runtime to src/failsoft.ts, for more fixes');
  await server.execute(command);
  const [edit] = server.applied;
  expect(edit?.documentChanges?.[0]).toMatchObject({ kind: 'create', uri: server.uri('src/failsoft.ts') });
  const copy = applied('', edit);
  expect(copy).toBe(readFileSync(new URL('../../runtime/vendor/failsoft.ts', import.meta.url), 'utf8'));
  expect(server.shown).toEqual([expect.stringMatching(/^Failsoft: src\/failsoft\.ts is the runtime in one file.*settings\.failsoft\.runtime: '\.\/src\/failsoft'/)]);
  // As the editor has it: not saved yet.
  await server.open('src/failsoft.ts', copy);
  await server.change('src/api/titles.ts', `${titles}\n`, 5);
  const fixes = (await server.codeActions('src/api/titles.ts', 7)).map((action) => ({ title: action.title, text: applied(titles, action.edit) }));
  expect(fixes.filter(({ text }) => text.includes("import { softCache } from '../failsoft.js';"))).toHaveLength(1);
  expect(fixes.map(({ title }) => title)).not.toContainEqual(expect.stringContaining('for more fixes'));
});

test('neither is offered where no rewrite lacks the runtime', async () => {
  const server = await opened('src/redis.ts', unbounded);
  expect((await server.codeActions('src/redis.ts', 3)).map(({ title }) => title)).not.toContainEqual(expect.stringContaining('for more fixes'));
});
