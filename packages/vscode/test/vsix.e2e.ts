import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, posix } from 'node:path';
import { DiagnosticSeverity } from 'vscode-languageserver-protocol';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { BundledServer, newTextsOf } from './bundled-server.js';
import { bundledPackages } from './bundled-packages.js';
import { repository, temporaryFolder, Vsix } from './unpacked-vsix.js';

const vsix = new Vsix();
const unpacked = temporaryFolder();
const extension = join(unpacked.folder, 'extension');

beforeAll(() => void vsix.unpack(unpacked.folder));
afterAll(unpacked.remove);

const manifest = '{ "name": "shop", "private": true, "type": "module", "dependencies": { "ioredis": "^5.0.0" } }';
const unbounded = [
  "import { Redis } from 'ioredis';",
  "import { url } from './url.js';",
  '',
  'export const redis = new Redis(url);',
  "redis.on('error', console.error);",
  '',
].join('\n');
const project = { 'package.json': manifest, 'src/redis.ts': unbounded, 'src/url.ts': "export const url: string = process.env.REDIS_URL ?? '';\n" };

/** A configuration of the workspace, with the plugin of the workspace: warnings where the preset has errors. */
const configuration = [
  `import failsoft from '${import.meta.resolve('eslint-plugin-failsoft')}';`,
  `import * as parser from '${import.meta.resolve('@typescript-eslint/parser')}';`,
  "const rules = { 'failsoft/require-timeout': 'warn', 'eqeqeq': ['error', 'smart'] };",
  "export default [{ files: ['**/*.ts'], languageOptions: { parser }, plugins: { failsoft }, rules }];",
].join('\n');

/** ESLint as it may be installed in a workspace; it leaves a file behind when it is used. */
const installedEslint = {
  'node_modules/eslint/package.json': '{ "name": "eslint", "main": "./api.cjs" }',
  'node_modules/eslint/api.cjs': `
    const { ESLint } = require(${JSON.stringify(createRequire(import.meta.url).resolve('eslint'))});
    exports.ESLint = class extends ESLint {
      constructor(options) {
        super(options);
        require('node:fs').writeFileSync(require('node:path').join(__dirname, 'was-used'), '');
      }
    };
  `,
};

interface Opened {
  readonly trusted: boolean;
  /** Of src/redis.ts. */
  readonly text?: string;
}

async function started(files: Readonly<Record<string, string>>, { trusted, text = unbounded }: Opened) {
  const workspace = temporaryFolder(files);
  const home = temporaryFolder();
  const compiled = join(home.folder, 'compiled');
  const server = await BundledServer.start({ extension, env: { HOME: home.folder, FAILSOFT_COMPILE_CACHE: compiled }, workspace: workspace.folder, trusted });
  onTestFinished(async () => {
    await server.stop();
    home.remove();
    workspace.remove();
  });
  await server.open('src/redis.ts', text);
  return { server, workspace: workspace.folder, home: home.folder, compiled };
}

test('it is at most 4 MB', () => {
  expect(vsix.size).toBeLessThanOrEqual(4_000_000);
});

test('it holds these files and no others', () => {
  expect(vsix.paths).toEqual([
    '[Content_Types].xml',
    'extension.vsixmanifest',
    'extension/LICENSE.txt',
    'extension/changelog.md',
    'extension/dist/THIRD-PARTY-NOTICES.txt',
    'extension/dist/extension.cjs',
    'extension/dist/server/failsoft.ts',
    'extension/dist/server/language-server.js',
    'extension/dist/server/main.js',
    'extension/dist/server/worker/core-rules.cjs',
    'extension/dist/server/worker/lint-worker.js',
    'extension/dist/server/worker/main.js',
    'extension/dist/server/worker/oxc-parser.wasm',
    'extension/dist/server/worker/typescript.cjs',
    'extension/media/activity-bar.svg',
    'extension/media/icon.png',
    'extension/media/screenshots/dependencies.png',
    'extension/media/screenshots/problems.png',
    'extension/media/screenshots/quick-fix.png',
    'extension/media/walkthrough/configure.md',
    'extension/package.json',
    'extension/readme.md',
  ]);
});

test('no file knows where it was built, leads to a source map, or is of ts-morph', () => {
  const texts = vsix.paths.map((path) => [path, vsix.text(path)] as const);
  const telling = texts.filter(([, text]) => text.includes(repository) || text.includes('ts-morph') || /\n\/\/# sourceMappingURL=\S+\s*$/.test(text));
  expect(telling.map(([path]) => path)).toEqual([]);
});

test('what the manifest shows is there', () => {
  const shown = vsix.text('extension/package.json').matchAll(/"(?:main|icon|image|markdown)": "([^"$]+)"/g);
  const missing = [...shown].flatMap(([, path = '']) => (vsix.paths.includes(posix.join('extension', path)) ? [] : [path]));
  expect(missing).toEqual([]);
});

test('the README has no picture that the editor would show as broken, and says all that it says in the repository', () => {
  const packed = Buffer.from(vsix.text('extension/readme.md'), 'latin1').toString();
  expect(packed).not.toContain('![');
  const said = readFileSync(join(repository, 'packages/vscode/README.md'), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('!['));
  expect(packed.split('\n').filter((line) => line !== '')).toEqual(said);
});

test('the notices list every package whose code is bundled, and no other', () => {
  const notices = vsix.text('extension/dist/THIRD-PARTY-NOTICES.txt');
  const listed = [...notices.matchAll(/^-{80}\n(\S+ \d\S*) \([\w.-]+\)\n-{80}$/gm)].map(([, name]) => name);
  expect(listed).toEqual(bundledPackages());
  expect(listed).toContainEqual(expect.stringMatching(/^eslint \d/));
});

test('the notices name the crates that the WebAssembly does', () => {
  const notices = vsix.text('extension/dist/THIRD-PARTY-NOTICES.txt');
  const named = vsix.text('extension/dist/server/worker/oxc-parser.wasm').matchAll(/index\.crates\.io-\w+\/(\S+?)-(\d+\.\d+\.\d+)\//g);
  const crates = new Set([...named].map(([, name, version]) => `\n${name} ${version} (`));
  expect(crates.size).toBeGreaterThan(0);
  for (const crate of crates) expect(notices).toContain(crate);
});

test('none of what it brings is found outside of it', () => {
  const { resolve } = createRequire(join(extension, 'dist/server/worker/lint-worker.js'));
  for (const name of ['eslint', 'typescript', 'oxc-parser', '@typescript-eslint/parser', 'eslint-plugin-failsoft']) expect(() => resolve(name)).toThrow();
});

test.each([true, false])('a workspace without ESLint is checked with what is bundled (trusted: %s)', async (trusted) => {
  const { server } = await started(project, { trusted });
  const [finding, ...others] = await server.diagnostics('src/redis.ts');
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: 'require-timeout', severity: DiagnosticSeverity.Error, range: { start: { line: 3, character: 25 } } });
  if (finding === undefined) return;
  const [fix] = (await server.fixes('src/redis.ts', finding)).filter(({ isPreferred }) => isPreferred);
  expect(fix?.edit && newTextsOf(fix.edit)).toEqual([', { commandTimeout: 1_000 }']);
  expect(await server.hover('src/redis.ts', finding)).toContain('created here');
  expect(server.shown).toEqual([]);
});

test('what oxc-parser refuses is read by the bundled TypeScript', async () => {
  const text = `${unbounded}\nexport function keyOf(tenant?: string, id: string): string {\n  return \`\${tenant}:\${id}\`;\n}\n`;
  const { server } = await started(project, { trusted: true, text });
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ code: 'require-timeout' }]);
});

test('a trusted workspace is checked with its own ESLint, configuration and plugin', async () => {
  const { server, workspace } = await started({ ...project, ...installedEslint, 'eslint.config.mjs': configuration }, { trusted: true });
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ code: 'require-timeout', severity: DiagnosticSeverity.Warning }]);
  expect(server.shown).toEqual([]);
  expect(existsSync(join(workspace, 'node_modules/eslint/was-used'))).toBe(true);
});

test('a configuration without an ESLint of its own is read by the bundled one, which has its core rules', async () => {
  const { server } = await started({ ...project, 'eslint.config.mjs': configuration }, { trusted: true });
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ code: 'require-timeout', severity: DiagnosticSeverity.Warning }]);
  expect(server.shown).toEqual([]);
});

test('of a workspace that is not trusted nothing runs', async () => {
  const throwing = `${configuration}\nthrow new Error('the configuration runs');`;
  const { server, workspace } = await started({ ...project, ...installedEslint, 'eslint.config.mjs': throwing }, { trusted: false });
  expect(await server.diagnostics('src/redis.ts')).toMatchObject([{ code: 'require-timeout', severity: DiagnosticSeverity.Error }]);
  expect(server.shown).toEqual([]);
  expect(existsSync(join(workspace, 'node_modules/eslint/was-used'))).toBe(false);
});

test('it brings the runtime in one file, for projects to copy', async () => {
  const { server } = await started(project, { trusted: true });
  await server.copyRuntime('src/failsoft.ts');
  expect(server.written).toEqual([readFileSync(join(repository, 'packages/runtime/vendor/failsoft.ts'), 'utf8')]);
});

test('it writes nothing but compiled code, where the extension wants it', async () => {
  const { server, workspace, home, compiled } = await started(project, { trusted: true });
  await server.diagnostics('src/redis.ts');
  expect(await server.stop()).toBe(0);
  expect(readdirSync(home)).toEqual(['compiled']);
  // A folder for each version of Node with its flags: the worker has flags that the server has not.
  expect([...new Set(readdirSync(compiled).map((name) => /^v[\d.]+-/.exec(name)?.[0]))]).toHaveLength(1);
  expect(readdirSync(workspace).sort()).toEqual(['package.json', 'src']);
});
