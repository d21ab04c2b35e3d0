import { expect, test } from 'vitest';
import { readReport } from './read-report.js';
import { spawnCommand } from './spawn-command.js';
import { temporaryProject } from '../../linter/test/temporary-project.js';

const plugin = import.meta.resolve('eslint-plugin-failsoft');
const call = "export const load = async (id) => (await fetch('https://api.example.com/' + id)).json();\n";

function config(details: string): string {
  return `import failsoft from '${plugin}';\nconsole.log('loaded');\nexport default [failsoft.configs.recommended, ${details}];\n`;
}

test('severities and settings of the project count, and what its configuration prints does not disturb the report', async () => {
  const { folder } = temporaryProject({
    'package.json': '{ "type": "module" }',
    'eslint.config.js': config("{ rules: { 'failsoft/require-timeout': 'warn' }, settings: { failsoft: { timeouts: { http: 7000 } } } }"),
    'src/a.js': call,
  });
  const { exitCode, stdout, stderr } = await spawnCommand(['check', 'src', '--format', 'json'], folder);
  const { findings, summary } = readReport(stdout);
  expect(findings).toMatchObject([{ rule: 'failsoft/require-timeout', severity: 'warning', path: 'src/a.js' }]);
  expect(findings[0]?.rewrites).toMatchObject([{ title: 'Set signal: AbortSignal.timeout(7_000)', preferred: true }]);
  expect(summary.configurations).toEqual(['eslint.config.js']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'loaded\n' });
});

test('files that hold no external call are not parsed, those that the configuration ignores stay ignored', async () => {
  const { folder } = temporaryProject({
    'package.json': '{ "type": "module" }',
    'eslint.config.js': config("{ ignores: ['src/ignored/**'] }"),
    'src/a.js': call,
    'src/broken.js': 'export const sum = (a, b => a + b;\n',
    'src/ignored/b.js': call,
    'src/ignored/c.js': 'export const d = 1;\n',
  });
  const { findings, errors, summary } = readReport((await spawnCommand(['check', 'src', '--format', 'json'], folder)).stdout);
  expect(findings).toMatchObject([{ path: 'src/a.js' }]);
  expect(errors).toEqual([]);
  expect(summary).toMatchObject({ files: 2, unparsed: 1, uncovered: 2 });
});

test('a wrong setting is an error even if no file has to be parsed', async () => {
  const { folder } = temporaryProject({
    'package.json': '{ "type": "module" }',
    'eslint.config.js': config("{ settings: { failsoft: { timeouts: { http: '7 s' } } } }"),
    'src/a.js': 'export const d = 1;\n',
  });
  const { exitCode, stderr } = await spawnCommand(['check', 'src'], folder);
  expect(stderr).toContain('failsoft: wrong setting `settings.failsoft.timeouts.http`');
  expect(exitCode).toBe(2);
});

test('a wrong setting is one line and exit code 2', async () => {
  const { folder } = temporaryProject({
    'package.json': '{ "type": "module" }',
    'eslint.config.js': config("{ settings: { failsoft: { timeouts: { http: '7 s' } } } }"),
    'src/a.js': call,
  });
  const { exitCode, stdout, stderr } = await spawnCommand(['check', 'src'], folder);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatchInlineSnapshot(`
    "loaded
    failsoft: wrong setting \`settings.failsoft.timeouts.http\`: expected a positive number of milliseconds, received "7 s"
    "
  `);
});
