import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../test/run-command.js';
import { replaceWord, standInPlugin, type StandInRule } from '../../../linter/test/stand-in-plugin.js';
import { temporaryProject } from '../../../linter/test/temporary-project.js';

const plugin = standInPlugin({ rules: { 'no-slow': replaceWord('slow', 'quick'), 'no-lame': replaceWord('lame', 'fit', false) } });

/** Each rewrite writes at the top too: only one fits into a pass. */
const shout: StandInRule = (text) =>
  [...text.matchAll(/\b(one|two|three)\b/g)].map(({ 0: word, index }) => ({
    range: [index, index + word.length],
    message: `${word} is too quiet`,
    rewrites: [{ title: `Shout ${word}`, preferred: true, edits: [{ range: [0, 0], text: `${word.toUpperCase()};\n` }, { range: [index, index + word.length], text: word.toUpperCase() }] }],
  }));

test('the preferred rewrite of each finding is made, and what has none is left for people', async () => {
  const { folder, read } = temporaryProject({ 'src/a.ts': 'slow();\nslow(lame);\n', 'src/b.ts': 'lame();\n', 'src/c.ts': 'fine();\n' });
  const { exitCode, stdout, stderr } = await runCommand(['fix', '--preset', 'all'], folder, plugin);
  expect(read('src/a.ts')).toBe('quick();\nquick(lame);\n');
  expect(read('src/b.ts')).toBe('lame();\n');
  expect(stdout).toMatchInlineSnapshot(`
    "src/a.ts
      1:1  Write quick  failsoft/no-slow
      2:1  Write quick  failsoft/no-slow

    Left for you

    src/a.ts
      2:7  lame is fragile  failsoft/no-lame

    src/b.ts
      1:1  lame is fragile  failsoft/no-lame

    Made 2 rewrites in 1 file; 2 findings left for you
    3 files checked with preset all
    "
  `);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

test('a second run changes nothing', async () => {
  const { folder, read } = temporaryProject({ 'a.ts': 'slow();\n' });
  await runCommand(['fix', '--preset', 'all'], folder, plugin);
  const { exitCode, stdout } = await runCommand(['fix', '--preset', 'all'], folder, plugin);
  expect(stdout).toMatchInlineSnapshot(`
    "Nothing to rewrite; no finding is left
    1 file checked with preset all
    "
  `);
  expect({ exitCode, text: read('a.ts') }).toEqual({ exitCode: 0, text: 'quick();\n' });
});

test('--rule rewrites findings of that rule alone', async () => {
  const { folder, read } = temporaryProject({ 'a.ts': 'slow(weak);\n' });
  const two = standInPlugin({ rules: { 'no-slow': replaceWord('slow', 'quick'), 'no-weak': replaceWord('weak', 'strong') } });
  await runCommand(['fix', '--preset', 'all', '--rule', 'no-weak'], folder, two);
  expect(read('a.ts')).toBe('slow(strong);\n');
});

test('findings that a comment disables are not rewritten', async () => {
  const { folder, read } = temporaryProject({ 'a.ts': 'slow(); // eslint-disable-line failsoft/no-slow\n' });
  await runCommand(['fix', '--preset', 'all'], folder, plugin);
  expect(read('a.ts')).toBe('slow(); // eslint-disable-line failsoft/no-slow\n');
});

test('rewrites that touch each other are made one pass after the other', async () => {
  const { folder, read } = temporaryProject({ 'a.ts': 'count(one, two, three);\n' });
  const { exitCode } = await runCommand(['fix', '--preset', 'all'], folder, standInPlugin({ rules: { shout } }));
  expect(read('a.ts')).toBe('THREE;\nTWO;\nONE;\ncount(ONE, TWO, THREE);\n');
  expect(exitCode).toBe(0);
});

test('line ends, byte order mark and file mode are kept', async () => {
  const { folder, read, setMode } = temporaryProject({ 'a.js': '\uFEFFfine();\r\nslow();\r\n' });
  setMode('a.js', 0o755);
  await runCommand(['fix', '--preset', 'all'], folder, plugin);
  expect(read('a.js')).toBe('\uFEFFfine();\r\nquick();\r\n');
  expect(statSync(join(folder, 'a.js')).mode & 0o777).toBe(0o755);
});

describe('--dry-run', () => {
  test('prints a unified diff, and nothing else, to stdout', async () => {
    const { folder, read } = temporaryProject({ 'src/a.ts': 'one();\nslow();\nthree();\n', 'src/b.ts': 'slow()' });
    const { exitCode, stdout, stderr } = await runCommand(['fix', '--dry-run', '--preset', 'all'], folder, plugin);
    expect(stdout).toMatchInlineSnapshot(`
      "--- a/src/a.ts
      +++ b/src/a.ts
      @@ -1,3 +1,3 @@
       one();
      -slow();
      +quick();
       three();
      --- a/src/b.ts
      +++ b/src/b.ts
      @@ -1,1 +1,1 @@
      -slow()
      \\ No newline at end of file
      +quick()
      \\ No newline at end of file
      "
    `);
    expect(stderr).toContain('Would make 2 rewrites in 2 files; no finding is left\n');
    expect({ exitCode, text: read('src/a.ts') }).toEqual({ exitCode: 0, text: 'one();\nslow();\nthree();\n' });
  });
});

describe('a rewrite that is not good', () => {
  test('is taken back if the text does not parse any more, and other files are rewritten', async () => {
    const broken = standInPlugin({ rules: { 'no-slow': (text, path) => replaceWord('slow', path.endsWith('a.ts') ? ')(' : 'quick')(text, path) } });
    const { folder, read } = temporaryProject({ 'a.ts': 'slow();\n', 'b.ts': 'slow();\n' });
    const { exitCode, stdout } = await runCommand(['fix', '--preset', 'all'], folder, broken);
    expect([read('a.ts'), read('b.ts')]).toEqual(['slow();\n', 'quick();\n']);
    expect(stdout).toMatch(/^error {2}a\.ts: the rewritten text does not parse \(line 1: .+\): left out "Write \)\("$/m);
    expect(exitCode).toBe(1);
  });

  test('is taken back if its finding stays', async () => {
    const useless = standInPlugin({ rules: { 'no-slow': replaceWord('slow', 'slow /* faster */') } });
    const { folder, read } = temporaryProject({ 'a.ts': 'slow();\n' });
    const { exitCode, stdout } = await runCommand(['fix', '--preset', 'all'], folder, useless);
    expect(read('a.ts')).toBe('slow();\n');
    expect(stdout).toContain('error  a.ts: the rewrites do not remove their findings: left out "Write slow /* faster */"');
    expect(exitCode).toBe(1);
  });
});

test('a file that changes on disk meanwhile is left alone', async () => {
  const { folder, read, write } = temporaryProject({ 'a.ts': 'slow();\n' });
  const meddling = standInPlugin({
    rules: {
      'no-slow': (text, path) => {
        write('a.ts', 'slow(); // edited\n');
        return replaceWord('slow', 'quick')(text, path);
      },
    },
  });
  const { exitCode, stdout } = await runCommand(['fix', '--preset', 'all'], folder, meddling);
  expect(read('a.ts')).toBe('slow(); // edited\n');
  expect(stdout).toContain('error  a.ts: left as it was: it changed meanwhile, or is not UTF-8');
  expect(exitCode).toBe(1);
});

test('files that can not be read or parsed are reported, and the rest goes on', async () => {
  const { folder, read } = temporaryProject({ 'a.ts': 'fine();\n', 'b.ts': 'let = = 1\n', 'c.ts': '', 'd.ts': 'slow();\n' });
  const removing = standInPlugin({
    rules: {
      'no-slow': (text, path) => {
        rmSync(join(folder, 'c.ts'), { force: true });
        return replaceWord('slow', 'quick')(text, path);
      },
    },
  });
  const { exitCode, stdout } = await runCommand(['fix', '--preset', 'all'], folder, removing);
  expect(read('d.ts')).toBe('quick();\n');
  expect(stdout).toContain("error  b.ts:1 can't be parsed: ");
  expect(stdout).toContain("error  c.ts can't be read: ENOENT");
  expect(exitCode).toBe(1);
});

test('files that depend on a rewritten one are checked again in the light of its new text', async () => {
  const { folder, read } = temporaryProject({ 'client.ts': 'slow();\n', 'user.ts': 'use();\n' });
  const clientPath = join(folder, 'client.ts');
  const linked = standInPlugin({
    rules: {
      'no-slow': (text, path) => (path === clientPath ? replaceWord('slow', 'quick')(text, path) : []),
      // Finds and rewrites `use` only once the client's new text is known.
      'no-use': (text, path) => (linked.overlays.get(clientPath) === 'quick();\n' ? replaceWord('use', 'reuse')(text, path) : []),
    },
    dependencies: (path) => (path === clientPath ? [] : [clientPath]),
  });
  await runCommand(['fix', '--preset', 'all'], folder, linked);
  expect([read('client.ts'), read('user.ts')]).toEqual(['quick();\n', 'reuse();\n']);
  expect(linked.overlays.size).toBe(0);
});

test('files that nothing changed for are checked once', async () => {
  const counted = standInPlugin({ rules: { 'no-slow': replaceWord('slow', 'quick') } });
  const { folder } = temporaryProject({ 'a.ts': 'slow();\n', 'b.ts': 'fine();\n' });
  await runCommand(['fix', '--preset', 'all'], folder, counted);
  expect(counted.linted.map((path) => path.slice(-4))).toEqual(['a.ts', 'b.ts', 'a.ts']);
});
