import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { temporaryProject } from '../../linter/test/temporary-project.js';
import { configuration, finding, manifest, unbounded, warning } from './projects.js';
import { ServerProcess, type StartOptions } from './server-process.js';

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

test('a wrong setting of ours is told of', async () => {
  const { server } = await startedWith(configuration("[{ files: ['**/*.ts'], languageOptions: { parser }, plugins: { failsoft }, rules: { 'failsoft/require-timeout': 'warn' }, settings: { failsoft: { timeouts: { http: '5s' } } } }]"));
  expect(await server.findings('src/redis.ts')).toEqual([]);
  await vi.waitFor(() => expect(server.shown).toEqual([expect.stringMatching(/timeouts.*http.*5s/)]));
});

test('a parser that loops costs the file that it loops in, and no other', { timeout: 90_000 }, async () => {
  const looping = configuration("[{ files: ['**/*.ts'], languageOptions: { parser: { ...parser, parseForESLint(text, options) { while (text.includes('loop')); return parser.parseForESLint(text, options); } } }, plugins: { failsoft }, rules: { 'failsoft/require-timeout': 'warn' } }]");
  const { server } = await startedWith(looping, short);
  expect(await server.findings('src/redis.ts')).toEqual([finding]);
  await server.open('src/other.ts', `${unbounded}// loop\n`);
  expect(await server.findings('src/other.ts')).toEqual([]);
  expect(server.shown).toEqual([expect.stringMatching(/other\.ts is not checked until it changes \(linting it took longer than its time budget of 6 s\)$/)]);
  await server.change('src/other.ts', unbounded, 2);
  expect(await server.findings('src/other.ts')).toEqual([finding]);
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

test('all processes end with the server', async () => {
  const { server, read } = await startedWith(`import { writeFileSync } from 'node:fs';\nwriteFileSync(new URL('./pid', import.meta.url), String(process.pid));\n${warning}`);
  await server.findings('src/redis.ts');
  const worker = Number(read('pid'));
  expect(isRunning(worker)).toBe(true);
  expect(await server.shutDown()).toBe(0);
  await vi.waitFor(() => expect(isRunning(worker)).toBe(false), 5000);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
