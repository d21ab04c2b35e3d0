import { describe, expect, test } from 'vitest';
import { projectConfig } from '../../../linter/test/project-config.js';
import { runCommand, type CommandResult } from '../../test/run-command.js';
import { replaceWord, standInPlugin } from '../../../linter/test/stand-in-plugin.js';
import { temporaryProject } from '../../../linter/test/temporary-project.js';

const bundled = standInPlugin({ rules: { 'no-slow': replaceWord('slow', 'quick'), 'no-lame': replaceWord('lame', 'fit') } });
const source = 'var a = slow(lame);\n';

async function check(files: Readonly<Record<string, string>>, ...args: string[]): Promise<CommandResult> {
  return runCommand(['check', ...args], temporaryProject(files).folder, bundled);
}

describe('a project whose configuration uses failsoft', () => {
  const warnOfSlow = projectConfig("[{ plugins: { failsoft }, rules: { 'failsoft/no-slow': 'warn', 'no-var': 'error', 'no-undef': 'error' } }]");

  test('is checked with it: its severities, its copy of the plugin, and no rule of others', async () => {
    const { exitCode, stdout, stderr } = await check({ 'eslint.config.mjs': warnOfSlow, 'a.js': source }, 'a.js');
    expect(stdout).toContain('warning  slow is fragile here  failsoft/no-slow');
    expect(stdout).toMatch(/^1 finding \(0 errors, 1 warning\) in 1 file\n1 file checked with eslint\.config\.mjs, /m);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  test('may call the plugin what it likes', async () => {
    const renamed = projectConfig("[{ plugins: { resilience: failsoft }, rules: { 'resilience/no-slow': 'error' } }]");
    const { stdout } = await check({ 'eslint.config.mjs': renamed, 'a.js': source }, 'a.js');
    expect(stdout).toContain('error  slow is fragile here  failsoft/no-slow');
  });

  test('is checked only where the configuration says so', async () => {
    const partial = projectConfig("[{ ignores: ['generated/**'] }, { files: ['src/**'], plugins: { failsoft }, rules: { 'failsoft/no-slow': 'error' } }]");
    const { stdout } = await check({ 'eslint.config.mjs': partial, 'src/a.js': source, 'generated/b.js': source, 'scripts/c.js': source });
    expect(stdout).toMatch(/^1 finding in 1 file\n1 file checked with eslint\.config\.mjs, 3 files left out by the configuration, /m);
  });

  test('has a rule turned on by --rule if it is on nowhere, and only that one', async () => {
    const { stdout } = await check({ 'eslint.config.mjs': warnOfSlow, 'a.js': source }, 'a.js', '--rule', 'no-lame');
    expect(stdout).toContain('error  lame is fragile here  failsoft/no-lame');
    expect(stdout).not.toContain('slow is');
  });

  test('keeps its severity for a rule that --rule names', async () => {
    const { stdout } = await check({ 'eslint.config.mjs': warnOfSlow, 'a.js': source }, 'a.js', '--rule', 'no-slow');
    expect(stdout).toContain('warning  slow is fragile here');
  });

  test('may have a configuration for each package', async () => {
    const { stdout } = await check({
      'packages/a/eslint.config.mjs': warnOfSlow,
      'packages/a/a.js': source,
      'packages/b/eslint.config.mjs': warnOfSlow.replace("'warn'", "'error'"),
      'packages/b/b.js': source,
      'packages/c/c.js': source,
    }, 'packages/*/*.js');
    expect(stdout).toMatch(/a\.js\n\n.*warning {2}slow is fragile here/);
    expect(stdout).toMatch(/b\.js\n\n.*error {2}slow is fragile here/);
    expect(stdout).toMatch(/c\.js\n\n.*error {2}slow is fragile {2}/);
    expect(stdout).toContain('3 files checked with packages/a/eslint.config.mjs, packages/b/eslint.config.mjs, preset recommended');
  });

  test('has findings suppressed by its suppressions file', async () => {
    const suppressions = JSON.stringify({ 'a.js': { 'failsoft/no-slow': { count: 1 } } });
    const { stdout } = await check({ 'eslint.config.mjs': warnOfSlow.replace("'warn'", "'error'"), 'eslint-suppressions.json': suppressions, 'a.js': source }, 'a.js');
    expect(stdout).toContain('No findings');
  });
});

describe('the preset recommended is used', () => {
  test('silently where there is no configuration', async () => {
    const { stdout, stderr } = await check({ 'a.js': source });
    expect(stdout).toContain('1 file checked with preset recommended');
    expect(stderr).toBe('');
  });

  test('silently where the configuration does not use failsoft', async () => {
    const { stdout, stderr } = await check({ 'eslint.config.mjs': "export default [{ rules: { 'no-var': 'error' } }];", 'a.js': source }, 'a.js');
    expect(stdout).toContain('2 findings in 1 file');
    expect(stdout).toContain('1 file checked with preset recommended');
    expect(stderr).toBe('');
  });

  test('with one warning where imports of the configuration are not installed', async () => {
    const esm = await check({ 'eslint.config.mjs': "import x from 'not-installed-here';\nexport default [x];", 'a.js': source }, 'a.js');
    expect(esm.stderr).toBe("failsoft: eslint.config.mjs can't be used (Cannot find package 'not-installed-here'): the preset recommended is used instead\n");
    expect(esm.stdout).toContain('1 file checked with preset recommended');
    const cjs = await check({ 'config/eslint.config.cjs': "module.exports = [require('./gone')];", 'config/a.js': source }, 'config/a.js');
    expect(cjs.stderr).toBe("failsoft: config/eslint.config.cjs can't be used (Cannot find module './gone'): the preset recommended is used instead\n");
  });

  test('with one warning where the plugin speaks another protocol', async () => {
    const newer = projectConfig("[{ plugins: { failsoft }, rules: { 'failsoft/no-slow': 'warn' } }]", 2);
    const { stdout, stderr } = await check({ 'eslint.config.mjs': newer, 'a.js': source }, 'a.js');
    expect(stderr).toBe("failsoft: eslint.config.mjs can't be used (its eslint-plugin-failsoft speaks host protocol 2, ours 1): the preset recommended is used instead\n");
    expect(stdout).toContain('2 findings in 1 file');
  });
});

describe('a wrong configuration ends the run with one line and exit code 2', () => {
  async function complaint(config: string): Promise<string> {
    const { folder } = temporaryProject({ 'eslint.config.mjs': config, 'a.js': source });
    const { exitCode, stdout, stderr } = await runCommand(['check', 'a.js'], folder, bundled);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    return stderr.replaceAll(folder, '/project');
  }

  test('if it has a syntax error', async () => {
    expect(await complaint('export default [\n  { rules: { } ,,, };\n')).toMatchInlineSnapshot(`
      "failsoft: eslint.config.mjs:2 is not usable: syntax error: Unexpected token ',' (with --preset it is not read)
      "
    `);
  });

  test('if it throws', async () => {
    expect(await complaint("throw new Error('no token\\nin the environment');")).toMatchInlineSnapshot(`
      "failsoft: eslint.config.mjs is not usable: no token in the environment (with --preset it is not read)
      "
    `);
  });

  test('if ESLint does not accept it', async () => {
    expect(await complaint(projectConfig("[{ plugins: { failsoft }, rules: { 'failsoft/no-slow': ['error', { depth: 3 }] } }]"))).toMatchInlineSnapshot(`
      "failsoft: eslint.config.mjs is not usable: Key "rules": Key "failsoft/no-slow": Value {"depth":3} should NOT have additional properties. Unexpected property "depth". Expected properties: "deep". (with --preset it is not read)
      "
    `);
  });
});

test('a wrong setting of failsoft ends the run with one line and exit code 2', async () => {
  const strict = standInPlugin({
    rules: {
      'no-slow': () => {
        throw Object.assign(new Error('wrong setting `timeouts.http`: expected milliseconds, received "5s"'), { name: 'SettingsError' });
      },
    },
  });
  const { folder } = temporaryProject({ 'a.js': source });
  expect(await runCommand(['check'], folder, strict)).toEqual({ exitCode: 2, stdout: '', stderr: 'failsoft: wrong setting `timeouts.http`: expected milliseconds, received "5s"\n' });
});

test('--preset never loads the configuration of the project', async () => {
  const { stdout, stderr } = await check({ 'eslint.config.mjs': "throw new Error('loaded');", 'a.js': source }, 'a.js', '--preset', 'strict');
  expect(stdout).toContain('1 file checked with preset strict');
  expect(stderr).toBe('');
});
