import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { temporaryProject } from '../../linter/test/temporary-project.js';
import { bounded, finding, manifest, unbounded, warning } from './projects.js';
import { findingText, ServerProcess } from './server-process.js';

const uses = "import { redis } from './redis.js';\n\nexport async function cached(key: string): Promise<string | null> {\n  return redis.get(key);\n}\n";

function shop(files: Readonly<Record<string, string>> = {}): string {
  return temporaryProject({ 'package.json': manifest, 'src/redis.ts': unbounded, ...files }).folder;
}

test('an open document has diagnostics, and after an edit those of its new text', async () => {
  const server = await ServerProcess.start({ folders: [shop()] });
  await server.open('src/redis.ts', unbounded);
  const [diagnostic] = await server.diagnostics('src/redis.ts');
  expect(diagnostic).toMatchObject({ severity: 1, source: 'failsoft', code: 'require-timeout', range: { start: { line: 2, character: 25 }, end: { line: 2, character: 30 } } });
  expect(diagnostic?.message).toContain('ioredis');
  expect(diagnostic?.codeDescription?.href).toMatch(/rules-docs\/require-timeout\.md$/);
  await server.change('src/redis.ts', bounded, 2);
  expect(await server.findings('src/redis.ts')).toEqual([]);
});

test('a client that can not ask for diagnostics is sent them, and that there are none when the document is closed', async () => {
  const server = await ServerProcess.start({ folders: [shop()], capabilities: {} });
  await server.open('src/redis.ts', unbounded, 7);
  await vi.waitFor(() => expect(server.published.at(-1)).toMatchObject({ version: 7, diagnostics: [{ code: 'require-timeout' }] }), 20_000);
  await server.change('src/redis.ts', bounded, 8);
  await vi.waitFor(() => expect(server.published.at(-1)).toMatchObject({ version: 8, diagnostics: [] }), 20_000);
  await server.change('src/redis.ts', unbounded, 9);
  await vi.waitFor(() => expect(server.published.at(-1)).toMatchObject({ version: 9, diagnostics: [{}] }), 20_000);
  await server.close('src/redis.ts');
  await vi.waitFor(() => expect(server.published.at(-1)?.diagnostics).toEqual([]), 20_000);
});

test('the same diagnostics are not sent twice', async () => {
  const server = await ServerProcess.start({ folders: [shop()] });
  await server.open('src/redis.ts', unbounded);
  const report = await server.pull('src/redis.ts');
  const again = await server.pull('src/redis.ts', report.kind === 'full' ? report.resultId : undefined);
  expect(again.kind).toBe('unchanged');
});

test('diagnostics stay while a text does not parse', async () => {
  const server = await ServerProcess.start({ folders: [shop()] });
  await server.open('src/redis.ts', unbounded);
  const report = await server.pull('src/redis.ts');
  await server.change('src/redis.ts', `${unbounded}const = `, 2);
  expect((await server.pull('src/redis.ts', report.kind === 'full' ? report.resultId : undefined)).kind).toBe('unchanged');
  await server.change('src/redis.ts', unbounded, 3);
  expect(await server.findings('src/redis.ts')).toEqual([finding]);
});

test('those that the client has stay, even if it gave up waiting for newer ones', async () => {
  const server = await ServerProcess.start({ folders: [shop()] });
  await server.open('src/redis.ts', unbounded);
  const shown = await server.pull('src/redis.ts');
  await server.change('src/redis.ts', `${unbounded}\n`, 2);
  await server.pull('src/redis.ts');
  await server.change('src/redis.ts', `${unbounded}const = `, 3);
  const resultId = shown.kind === 'full' ? shown.resultId : undefined;
  expect(await server.pull('src/redis.ts', resultId)).toEqual({ kind: 'unchanged', resultId });
});

test('unsaved text of another file counts, and what depends on it is linted again', async () => {
  const folder = shop({ 'src/redis.ts': bounded, 'src/cached.ts': uses });
  const server = await ServerProcess.start({ folders: [folder], capabilities: {} });
  await server.open('src/cached.ts', uses);
  await server.open('src/redis.ts', bounded);
  const swallowing = bounded.replace('export const redis', "export const redis: Redis = make();\nfunction make(): Redis { return new Redis(process.env.REDIS_URL ?? '', { commandTimeout: 500 }); }\nexport const other");
  const last = (path: string) => server.published.filter(({ uri }) => uri === server.uri(path)).at(-1);
  await vi.waitFor(() => expect(last('src/cached.ts')?.diagnostics.map(findingText)).toEqual(['4:10 no-uncaught-cache-error']), 20_000);
  // No client any more: nothing in the other file is an external call.
  await server.change('src/redis.ts', 'export const redis = new Map<string, string>();\n', 2);
  await vi.waitFor(() => expect(last('src/cached.ts')?.diagnostics).toEqual([]), 20_000);
  await server.change('src/redis.ts', swallowing, 3);
  await vi.waitFor(() => expect(last('src/cached.ts')?.diagnostics.map(findingText)).toEqual(['4:10 no-uncaught-cache-error']), 20_000);
  // Closed unsaved: the file on disk counts again.
  await server.change('src/redis.ts', 'export const redis = new Map<string, string>();\n', 4);
  await vi.waitFor(() => expect(last('src/cached.ts')?.diagnostics).toEqual([]), 20_000);
  await server.close('src/redis.ts');
  await vi.waitFor(() => expect(last('src/cached.ts')?.diagnostics).toHaveLength(1), 20_000);
});

test('a client that asks is told to ask again when another file decides otherwise', async () => {
  const server = await ServerProcess.start({ folders: [shop({ 'src/redis.ts': bounded, 'src/cached.ts': uses })] });
  await server.open('src/cached.ts', uses);
  await server.open('src/redis.ts', bounded);
  expect(await server.findings('src/cached.ts')).toHaveLength(1);
  await server.findings('src/redis.ts');
  await server.change('src/redis.ts', 'export const redis = new Map<string, string>();\n', 2);
  const before = server.refreshes;
  await server.findings('src/redis.ts');
  await vi.waitFor(() => expect(server.refreshes).toBeGreaterThan(before), 20_000);
  expect(await server.findings('src/cached.ts')).toEqual([]);
});

test('files changed, renamed and deleted on disk count when the client tells of them', async () => {
  const folder = shop({ 'src/redis.ts': bounded, 'src/cached.ts': uses });
  const server = await ServerProcess.start({ folders: [folder] });
  await server.open('src/cached.ts', uses);
  expect(await server.findings('src/cached.ts')).toHaveLength(1);
  writeFileSync(join(folder, 'src/redis.ts'), 'export const redis = new Map<string, string>();\n');
  await server.watched('src/redis.ts', 'changed');
  expect(await server.findings('src/cached.ts')).toEqual([]);
  writeFileSync(join(folder, 'src/redis.ts'), bounded);
  await server.watched('src/redis.ts', 'changed');
  expect(await server.findings('src/cached.ts')).toHaveLength(1);
  await server.rename('src/redis.ts', 'src/client.ts');
  expect(await server.findings('src/cached.ts')).toEqual([]);
  await server.rename('src/client.ts', 'src/redis.ts');
  expect(await server.findings('src/cached.ts')).toHaveLength(1);
  rmSync(join(folder, 'src/redis.ts'));
  await server.watched('src/redis.ts', 'deleted');
  expect(await server.findings('src/cached.ts')).toEqual([]);
});

test('a document whose file is deleted or renamed lives on until it is closed', async () => {
  const folder = shop();
  const server = await ServerProcess.start({ folders: [folder] });
  await server.open('src/redis.ts', unbounded);
  expect(await server.findings('src/redis.ts')).toEqual([finding]);
  await server.rename('src/redis.ts', 'src/client.ts');
  expect(await server.findings('src/redis.ts')).toEqual([finding]);
  await server.close('src/redis.ts');
  await server.open('src/client.ts', unbounded);
  expect([await server.findings('src/redis.ts'), await server.findings('src/client.ts')]).toEqual([[], [finding]]);
});

test('the configuration of the project decides: severity, rules, and files left out', async () => {
  const ignoring = warning.replace('export default [', "export default [{ ignores: ['src/generated/**'] }, ");
  const server = await ServerProcess.start({ folders: [shop({ 'eslint.config.mjs': ignoring })] });
  await server.open('src/redis.ts', unbounded);
  await server.open('src/generated/redis.ts', unbounded);
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 2 }]);
  expect(await server.findings('src/generated/redis.ts')).toEqual([]);
});

test('a change of the configuration counts at once', async () => {
  const folder = shop({ 'eslint.config.mjs': warning });
  const server = await ServerProcess.start({ folders: [folder] });
  await server.open('src/redis.ts', unbounded);
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 2 }]);
  writeFileSync(join(folder, 'eslint.config.mjs'), warning.replace("'warn'", "'error'"));
  await server.watched('eslint.config.mjs', 'changed');
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 1 }]);
});

test('a change of the configuration counts when it is saved in the editor', async () => {
  const folder = shop({ 'eslint.config.mjs': warning });
  const server = await ServerProcess.start({ folders: [folder] });
  await server.open('src/redis.ts', unbounded);
  await server.open('eslint.config.mjs', warning);
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 2 }]);
  const stricter = warning.replace("'warn'", "'error'");
  await server.change('eslint.config.mjs', stricter, 2);
  writeFileSync(join(folder, 'eslint.config.mjs'), stricter);
  await server.watched('eslint.config.mjs', 'changed');
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 1 }]);
});

test('positions are right behind a byte order mark and behind line separators that end no line in the protocol', async () => {
  const server = await ServerProcess.start({ folders: [shop()] });
  await server.open('src/redis.ts', `\uFEFF${unbounded}`);
  expect(await server.findings('src/redis.ts')).toEqual([finding]);
  await server.open('src/separated.ts', `const odd = '\u2028';\n${unbounded}`);
  expect(await server.findings('src/separated.ts')).toEqual(['4:26 require-timeout']);
});

test('files that are not UTF-8 on disk hurt nobody', async () => {
  const folder = shop({ 'src/cached.ts': uses });
  writeFileSync(join(folder, 'src/redis.ts'), Buffer.concat([Buffer.from(unbounded, 'utf8'), Buffer.from([0x2f, 0x2f, 0xff, 0xfe, 0xe9, 0x0a])]));
  const server = await ServerProcess.start({ folders: [folder] });
  await server.open('src/cached.ts', uses);
  expect(await server.findings('src/cached.ts')).toEqual(['4:10 no-uncaught-cache-error']);
});

test('documents that are no files, of other languages, or outside of all folders', async () => {
  const outside = temporaryProject({ 'package.json': manifest, 'lone.ts': unbounded });
  const server = await ServerProcess.start({ folders: [shop()] });
  await server.open('README.md', unbounded);
  expect(await server.findings('README.md')).toEqual([]);
  await server.openUri('untitled:Untitled-1', unbounded);
  expect(await server.findingsOf('untitled:Untitled-1')).toEqual([]);
  await server.openUri(`file://${outside.folder}/lone.ts`, unbounded);
  expect(await server.findingsOf(`file://${outside.folder}/lone.ts`)).toEqual([finding]);
});
