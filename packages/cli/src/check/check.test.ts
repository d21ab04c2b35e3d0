import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readReport } from '../../test/read-report.js';
import { runCommand } from '../../test/run-command.js';
import { replaceWord, standInPlugin } from '../../../linter/test/stand-in-plugin.js';
import { temporaryProject } from '../../../linter/test/temporary-project.js';

const plugin = standInPlugin({ rules: { 'no-slow': replaceWord('slow', 'quick'), 'no-lame': replaceWord('lame', 'fit', false) } });

test('findings are shown by file with a code frame, the fix, and how they were found', async () => {
  const { folder } = temporaryProject({ 'src/a.ts': 'const a = 1;\nawait slow(a);\nexport { a };\n', 'src/b.ts': 'lame();\n', 'src/c.ts': 'fine();\n' });
  const { exitCode, stdout, stderr } = await runCommand(['check', '--preset', 'strict'], folder, plugin);
  expect(stdout.replace(/\d+\.\d s$/m, '0.1 s')).toMatchInlineSnapshot(`
    "src/a.ts

      2:7  error  slow is fragile  failsoft/no-slow
          1 | const a = 1;
        > 2 | await slow(a);
            |       ^^^^
          3 | export { a };
        fix: Write quick

    src/b.ts

      1:1  error  lame is fragile  failsoft/no-lame
        > 1 | lame();
            | ^^^^
          2 |
        fix: Write fit (by hand or in the editor)

    2 findings in 2 files; failsoft fix rewrites 1 of them
    3 files checked with preset strict, 0.1 s
    "
  `);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
});

test('no findings are good news', async () => {
  const { folder } = temporaryProject({ 'a.ts': 'fine();\n' });
  const { exitCode, stdout } = await runCommand(['check', 'a.ts', '--preset', 'recommended'], folder, plugin);
  expect(stdout).toMatch(/^No findings\n1 file checked with preset recommended, \d\.\d s\n$/);
  expect(exitCode).toBe(0);
});

describe('a file that fails', () => {
  test('is reported if it can not be parsed, and the rest goes on', async () => {
    const { folder } = temporaryProject({ 'a.ts': 'let = = 1;\n', 'b.ts': 'slow();\n' });
    const { exitCode, stdout } = await runCommand(['check', '--preset', 'all'], folder, plugin);
    expect(stdout).toMatch(/^error {2}a\.ts:1 can't be parsed: \S.+$/m);
    expect(stdout).toContain('slow is fragile');
    expect(exitCode).toBe(1);
  });

  test('is reported if it can not be read, and the rest goes on', async () => {
    const { folder } = temporaryProject({ 'a.ts': 'fine();\n', 'b.ts': 'slow();\n', 'c.ts': 'slow();\n' });
    const removing = standInPlugin({
      rules: {
        'no-slow': (text, path) => {
          rmSync(join(folder, 'b.ts'), { force: true });
          return replaceWord('slow', 'quick')(text, path);
        },
      },
    });
    const { exitCode, stdout } = await runCommand(['check', '--preset', 'all'], folder, removing);
    expect(stdout).toContain("error  b.ts can't be read: ENOENT: no such file or directory");
    expect(stdout).toContain('slow is fragile');
    expect(exitCode).toBe(1);
  });

  test('is named with the rule that threw, and the other rules run on', async () => {
    const throwing = standInPlugin({
      rules: {
        'no-slow': replaceWord('slow', 'quick'),
        'no-lame': () => {
          throw new TypeError('Cannot read properties of undefined');
        },
      },
    });
    const { folder } = temporaryProject({ 'a.ts': 'slow();\n', 'b.ts': 'slow();\n' });
    const { exitCode, stdout } = await runCommand(['check', '--preset', 'all'], folder, throwing);
    expect(stdout).toContain('error  failsoft/no-lame failed on a.ts:1: Cannot read properties of undefined (please report this)\n');
    expect(stdout.match(/slow is fragile/g)).toHaveLength(2);
    expect(exitCode).toBe(2);
  });

  test('is reported once if all rules fail on it in the same way', async () => {
    const fail = (): never => {
      throw new RangeError('Maximum call stack size exceeded');
    };
    const throwing = standInPlugin({ rules: { a: fail, b: fail, c: fail } });
    const { folder } = temporaryProject({ 'a.ts': 'slow();\n' });
    const { stdout } = await runCommand(['check', '--preset', 'all'], folder, throwing);
    expect(stdout.match(/failed on/g)).toHaveLength(1);
  });
});

test('comments that disable our rules count, those of other plugins are no errors', async () => {
  const { folder } = temporaryProject({
    'a.ts': [
      '/* eslint unicorn/no-null: "error", no-undef: "error" */',
      '/* eslint no-alert: [ */',
      '// eslint-disable-next-line @typescript-eslint/no-explicit-any',
      'slow(); // eslint-disable-line failsoft/no-slow',
      '',
    ].join('\n'),
  });
  const { exitCode, stdout } = await runCommand(['check', '--preset', 'all'], folder, plugin);
  expect(stdout).toContain('No findings');
  expect(exitCode).toBe(0);
});

test('all kinds of source are parsed: JSX, decorators, CommonJS, top-level await, shebang, byte order mark', async () => {
  const { folder } = temporaryProject({
    'a.jsx': 'export const a = () => <p onClick={() => slow()}>hi</p>;\n',
    'b.js': 'const b = <p>{slow()}</p>;\n',
    'c.ts': '@Injectable() export class C { constructor(@Inject() private readonly c: number) { slow(<number>c); } }\n',
    'd.cjs': "'use strict';\nif (slow()) return;\nwith (a) {}\n".replace("'use strict';\n", ''),
    'e.mjs': 'await slow();\n',
    'f.js': '#!/usr/bin/env node\nmodule.exports = slow();\n',
    'g.mts': '\uFEFFenum G { a = slow() }\n',
    'h.cts': 'import a = require("a"); export = slow(a);\n',
    'i.tsx': 'export const i = <T,>(t: T) => <p>{slow(t)}</p>;\n',
  });
  const { stdout } = await runCommand(['check', '--preset', 'all', '--format', 'json'], folder, plugin);
  const { findings, errors } = readReport(stdout);
  expect(errors).toEqual([]);
  expect(findings).toHaveLength(9);
});

test('--rule runs that rule alone', async () => {
  const { folder } = temporaryProject({ 'a.ts': 'slow(lame);\n' });
  const { stdout } = await runCommand(['check', '--preset', 'all', '--rule', 'failsoft/no-lame'], folder, plugin);
  expect(stdout).toContain('lame is fragile');
  expect(stdout).not.toContain('slow is fragile');
});

test('an unknown rule is told with the one that was meant, or all of them', async () => {
  const { folder } = temporaryProject({ 'a.ts': '' });
  const near = await runCommand(['check', '--rule', 'no-slwo'], folder, plugin);
  const far = await runCommand(['check', '--rule', 'require-timeout'], folder, plugin);
  expect(near).toEqual({ exitCode: 2, stdout: '', stderr: 'failsoft: unknown rule "no-slwo": did you mean no-slow?\n' });
  expect(far.stderr).toBe('failsoft: unknown rule "require-timeout": expected no-slow or no-lame\n');
});

test('files outside of the working directory are checked too', async () => {
  const { folder } = temporaryProject({ 'here/a.ts': 'fine();\n', 'there/b.ts': 'slow();\n', 'c.ts': 'slow();\n' });
  const { stdout } = await runCommand(['check', '--preset', 'all', '--format', 'json', '../there', '../c.ts'], join(folder, 'here'), plugin);
  expect(readReport(stdout).findings).toMatchObject([{ path: '../c.ts' }, { path: '../there/b.ts' }]);
});

test('an analysis that fails on the inventory is reported, and findings stay', async () => {
  const failing = standInPlugin({
    rules: { 'no-slow': replaceWord('slow', 'quick') },
    inventory: () => {
      throw new TypeError('Cannot read properties of undefined');
    },
  });
  const { folder } = temporaryProject({ 'a.ts': 'slow();\n' });
  const { exitCode, stdout } = await runCommand(['check', '--preset', 'all'], folder, failing);
  expect(stdout).toContain('slow is fragile');
  expect(stdout).toContain('error  failsoft failed on a.ts: Cannot read properties of undefined (please report this)');
  expect(exitCode).toBe(2);
});
