/** Follows CONTRIBUTING.md's "Another library" in a copy of the repository that has never heard of that library. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');
const guide = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const section = /^## Another library\n([\s\S]*?)^## /m.exec(guide)?.[1] ?? '';

/** Files that the section has one write, by their paths. */
const files = [...section.matchAll(/`([\w./-]+\.(?:ts|json))`:\n\n {3}```\w+\n([\s\S]*?) {3}```/g)].map(([, path = '', text = '']) => ({ path, text: text.replace(/^ {3}/gm, '') }));
const commands = (/```sh\n([\s\S]*?)```/.exec(section)?.[1] ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '');

let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(realpathSync(tmpdir()), 'failsoft-walk-through-'));
  const left = new Set(['node_modules', 'dist', '.tsbuildinfo']);
  for (const path of ['packages/analysis', 'packages/eslint-plugin', 'packages/runtime', 'scripts', 'fixtures/cases/not-external']) {
    cpSync(join(root, path), join(copy, path), { recursive: true, filter: (source) => !left.has(basename(source)) });
  }
  for (const path of ['README.md', 'package.json', 'tsconfig.base.json', 'vitest.config.ts']) cpSync(join(root, path), join(copy, path));
  linkModules(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const name of ['analysis', 'eslint-plugin', 'runtime']) {
    const own = join(root, 'packages', name, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(copy, 'packages', name, 'node_modules'));
  }
  for (const { path } of files) rmSync(join(copy, path), { force: true });
}, 60_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** What is installed is shared; our own packages are those of the copy. */
function linkModules(from: string, to: string): void {
  mkdirSync(join(to, '@failsoft'), { recursive: true });
  for (const name of readdirSync(from)) if (name !== '@failsoft' && name !== 'eslint-plugin-failsoft') symlinkSync(join(from, name), join(to, name));
  for (const name of ['analysis', 'runtime']) symlinkSync(join(copy, 'packages', name), join(to, '@failsoft', name));
  symlinkSync(join(copy, 'packages/eslint-plugin'), join(to, 'eslint-plugin-failsoft'));
}

it('the guide quotes what the repository has', () => {
  expect(files.length).toBe(3);
  for (const { path, text } of files) expect(text).toBe(readFileSync(join(root, path), 'utf8'));
});

it('a new library is one new data file and one case, and the commands of the guide do the rest', { timeout: 240_000 }, () => {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  expect(commands.length).toBeGreaterThan(2);
  for (const command of commands) {
    const [program = '', ...args] = command.split(' ');
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: copy, encoding: 'utf8', env: { ...process.env, CI: '', VITEST: undefined, NODE_ENV: undefined } });
    expect({ command, status, output: status === 0 ? '' : stdout + stderr }).toEqual({ command, status: 0, output: '' });
  }
  const snapshot = join(copy, 'fixtures/cases/search-engines/meilisearch/findings.snap.md');
  expect(existsSync(snapshot)).toBe(true);
  expect(readFileSync(snapshot, 'utf8')).toBe(readFileSync(join(root, 'fixtures/cases/search-engines/meilisearch/findings.snap.md'), 'utf8'));
});
