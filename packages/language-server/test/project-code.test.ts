import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { temporaryProject } from '../../linter/test/temporary-project.js';
import { configuration, finding, manifest, unbounded, warning } from './projects.js';
import { pulling, ServerProcess, type StartOptions } from './server-process.js';

/** Three times as long for what loads the project's code: long enough for a busy machine. */
const short = { timeBudget: 6000 };

async function startedWith(config: string, options: StartOptions['options'] = {}): Promise<{ server: ServerProcess; folder: string; read: (path: string) => string }> {
  const { folder, read } = temporaryProject({ 'package.json': manifest, 'eslint.config.mjs': config, 'src/redis.ts': unbounded });
  const server = await ServerProcess.start({ folders: [folder], options });
  await server.open('src/redis.ts', unbounded);
  return { server, folder, read };
}

test('a configuration that throws is told of once, and the preset is used until it changes', async () => {
  const { server, folder } = await startedWith("throw new Error('no token in the environment');\n");
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 1 }]);
  await server.change('src/redis.ts', `${unbounded}\n`, 2);
  expect(await server.findings('src/redis.ts')).toEqual([finding]);
  expect(server.shown).toEqual(['Failsoft: eslint.config.mjs is not usable: no token in the environment: the preset recommended is used instead until it changes']);
  writeFileSync(join(folder, 'eslint.config.mjs'), warning);
  await server.watched('eslint.config.mjs', 'changed');
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 2 }]);
  expect(server.shown).toHaveLength(1);
});

test('a configuration is loaded again when a file that it imports changes', async () => {
  const severity = (level: string) => `export const severity = '${level}';\n`;
  const config = `import { severity } from './lint/severity.mjs';\n${configuration("[{ files: ['**/*.ts'], languageOptions: { parser }, plugins: { failsoft }, rules: { 'failsoft/require-timeout': severity } }]")}`;
  const { folder } = temporaryProject({ 'package.json': manifest, 'eslint.config.mjs': config, 'lint/severity.mjs': severity('warn'), 'src/redis.ts': unbounded });
  const server = await ServerProcess.start({ folders: [folder] });
  await server.open('src/redis.ts', unbounded);
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 2 }]);
  // Not even if it is open, and its text was not told of as another one.
  await server.open('lint/severity.mjs', severity('warn'));
  writeFileSync(join(folder, 'lint/severity.mjs'), severity('error'));
  await server.watched('lint/severity.mjs', 'changed');
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 1 }]);
});

test('a configuration that loops is ended after its time budget, and the preset is used', { timeout: 90_000 }, async () => {
  const { server } = await startedWith('for (;;);\n', short);
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 1 }]);
  expect(server.shown).toEqual(['Failsoft: eslint.config.mjs is not usable (loading it took longer than its time budget of 18 s): the preset recommended is used instead until it changes']);
});

test('a configuration that exits is told of, and the preset is used', async () => {
  const { server } = await startedWith('process.exit(3);\n');
  expect(await server.findings('src/redis.ts')).toEqual([finding]);
  expect(server.shown).toEqual(['Failsoft: eslint.config.mjs is not usable (loading it exited with code 3): the preset recommended is used instead until it changes']);
});

/** Hangs when it is loaded for the first time. */
const hangingOnce = `import { existsSync, rmSync, writeFileSync } from 'node:fs';
const marker = new URL('./loaded', import.meta.url);
if (!existsSync(marker)) {
  writeFileSync(marker, '');
  for (;;);
}
${warning}`;

test('a configuration that hung is loaded again when the user says so, by a button or by the command', { timeout: 120_000 }, async () => {
  const { folder } = temporaryProject({ 'package.json': manifest, 'eslint.config.mjs': hangingOnce, 'src/redis.ts': unbounded });
  const server = await ServerProcess.start({ folders: [folder], options: { timeBudget: 5000 }, capabilities: { ...pulling, window: { showMessage: {} } } });
  await server.open('src/redis.ts', unbounded);
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 1 }]);
  expect(server.messages).toMatchObject([{ actions: [{ title: 'Try again' }] }]);
  await server.change('src/redis.ts', `${unbounded}\n`, 2);
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 1 }]);
  await server.execute({ title: '', command: 'failsoft.restart' });
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 2 }]);
  expect(server.messages).toHaveLength(1);
  rmSync(join(folder, 'loaded'));
  server.button = 'Try again';
  await server.execute({ title: '', command: 'failsoft.restart' });
  await vi.waitFor(async () => expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 2 }]), 60_000);
  expect(server.messages).toHaveLength(2);
});

test('one that ended the process is loaded again when it changes, and the others all the time', { timeout: 60_000 }, async () => {
  const files = { 'eslint.config.mjs': warning, 'packages/a/eslint.config.mjs': 'process.exit(3);\n', 'packages/a/src/redis.ts': unbounded };
  const { folder } = temporaryProject({ 'package.json': manifest, 'src/redis.ts': unbounded, ...files });
  const server = await ServerProcess.start({ folders: [folder] });
  await server.open('src/redis.ts', unbounded);
  await server.open('packages/a/src/redis.ts', unbounded);
  expect(await server.diagnostics('packages/a/src/redis.ts')).toMatchObject([{ severity: 1 }]);
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 2 }]);
  writeFileSync(join(folder, 'packages/a/eslint.config.mjs'), warning);
  await server.watched('packages/a/eslint.config.mjs', 'changed');
  expect(await server.diagnostics('packages/a/src/redis.ts')).toMatchObject([{ severity: 2 }]);
  expect(server.shown).toHaveLength(1);
});

test('a wrong setting of ours is told of', async () => {
  const { server } = await startedWith(configuration("[{ files: ['**/*.ts'], languageOptions: { parser }, plugins: { failsoft }, rules: { 'failsoft/require-timeout': 'warn' }, settings: { failsoft: { timeouts: { http: '5s' } } } }]"));
  expect(await server.findings('src/redis.ts')).toEqual([]);
  await vi.waitFor(() => expect(server.shown).toEqual([expect.stringMatching(/timeouts.*http.*5s/)]), 20_000);
});

/** A copy of the plugin whose rule does this first, with the file's `text`. */
function withRule(code: string): string {
  const rule = `{ ...original, create(context) { const { text } = context.sourceCode; ${code} return original.create(context); } }`;
  const plugin = `{ ...failsoft, rules: { 'require-timeout': ${rule} } }`;
  return configuration(`[{ files: ['**/*.ts'], languageOptions: { parser }, plugins: { failsoft: ${plugin} }, rules: { 'failsoft/require-timeout': 'warn' } }]`).replace('export default', "const original = failsoft.rules['require-timeout'];\nexport default");
}

test('a rule of the project’s copy that loops costs the file that it loops in, and no other', { timeout: 90_000 }, async () => {
  const { server } = await startedWith(withRule("while (text.includes('loop'));"), short);
  expect(await server.findings('src/redis.ts')).toEqual([finding]);
  await server.open('src/other.ts', `${unbounded}// loop\n`);
  expect(await server.findings('src/other.ts')).toEqual([]);
  expect(server.shown).toEqual([expect.stringMatching(/other\.ts is not checked until it changes \(linting it took longer than its time budget of 6 s\)$/)]);
  await server.change('src/other.ts', unbounded, 2);
  expect(await server.findings('src/other.ts')).toEqual([finding]);
});

test('a file that ended the process is not linted again before its text changes, whatever else does', { timeout: 60_000 }, async () => {
  const { server, read } = await startedWith(`import { appendFileSync } from 'node:fs';\nappendFileSync(new URL('./loads', import.meta.url), 'x');\n${withRule("if (text.includes('exit')) process.exit(1);")}`);
  await server.open('src/other.ts', `${unbounded}// exit\n`);
  expect(await server.findings('src/other.ts')).toEqual([]);
  expect(await server.findings('src/redis.ts')).toEqual([finding]);
  const loads = read('loads');
  await server.watched('src/third.ts', 'created');
  expect(await server.findings('src/other.ts')).toEqual([]);
  expect(await server.findings('src/redis.ts')).toEqual([finding]);
  expect(read('loads')).toBe(loads);
  expect(server.shown).toHaveLength(1);
});

test('what a configuration prints does not get between the messages of the protocol', async () => {
  const { server } = await startedWith(`console.log('Content-Length: 5');\nprocess.stdout.write('noise');\n${warning}`.replace(/^(console.*\n.*\n)(import.*\nimport.*\n)/, '$2$1'));
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 2 }]);
});

test('no code of an untrusted workspace is loaded, until it is trusted', async () => {
  const traps = (name: string) => `import { writeFileSync } from 'node:fs';\nwriteFileSync(new URL('./${name}.loaded', import.meta.url), '');\n`;
  const { folder } = temporaryProject({
    'package.json': manifest,
    'eslint.config.mjs': `${traps('config')}${warning}`,
    'node_modules/eslint/package.json': '{ "name": "eslint", "version": "10.9.9", "type": "module", "exports": "./index.js" }',
    'node_modules/eslint/index.js': `${traps('eslint')}export const ESLint = class { static version = '9.0.0'; };\n`,
    'node_modules/eslint-plugin-failsoft/package.json': '{ "name": "eslint-plugin-failsoft", "version": "1.0.0", "type": "module", "exports": "./index.js" }',
    'node_modules/eslint-plugin-failsoft/index.js': traps('plugin'),
    'src/redis.ts': unbounded,
  });
  const loaded = () => ['config.loaded', 'node_modules/eslint/eslint.loaded', 'node_modules/eslint-plugin-failsoft/plugin.loaded'].filter((path) => existsSync(join(folder, path)));
  const server = await ServerProcess.start({ folders: [folder], options: { trusted: false } });
  await server.open('src/redis.ts', unbounded);
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 1 }]);
  expect(loaded()).toEqual([]);
  await server.trust(true);
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 2 }]);
  expect(loaded()).toEqual(['config.loaded', 'node_modules/eslint/eslint.loaded']);
});

test('settings, which may be the workspace’s own, do not make it trusted', async () => {
  const { folder } = temporaryProject({ 'package.json': manifest, 'eslint.config.mjs': warning, 'src/redis.ts': unbounded });
  const server = await ServerProcess.start({ folders: [folder], options: { trusted: false } });
  await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: { failsoft: { trusted: true, preset: 'strict' } } });
  await server.open('src/redis.ts', unbounded);
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ severity: 1 }]);
});

/** Writes the id of the process that loads it. */
const tellingPid = "import { writeFileSync } from 'node:fs';\nwriteFileSync(new URL('./pid', import.meta.url), String(process.pid));\n";

test('not even a worker in a loop outlives a server that is killed', { timeout: 60_000 }, async () => {
  const { folder, read } = temporaryProject({ 'package.json': manifest, 'eslint.config.mjs': `${tellingPid}for (;;);\n`, 'src/redis.ts': unbounded });
  const server = await ServerProcess.start({ folders: [folder], options: { timeBudget: 60_000 } });
  await server.open('src/redis.ts', unbounded);
  server.pull('src/redis.ts').catch(() => undefined);
  const worker = await vi.waitFor(() => {
    expect(read('pid')).not.toBe(''); // it is made before it is written
    return Number(read('pid'));
  }, 30_000);
  server.child.kill('SIGKILL');
  await vi.waitFor(() => expect(isRunning(worker)).toBe(false), 20_000);
});

test('all processes end with the server', async () => {
  const { server, read } = await startedWith(tellingPid + warning);
  await server.findings('src/redis.ts');
  const worker = Number(read('pid'));
  expect(isRunning(worker)).toBe(true);
  expect(await server.shutDown()).toBe(0);
  await vi.waitFor(() => expect(isRunning(worker)).toBe(false), 20_000);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
