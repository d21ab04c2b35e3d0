import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readReport } from './read-report.js';
import { bin, spawnCommand } from './spawn-command.js';
import { temporaryProject } from '../../linter/test/temporary-project.js';

const service = {
  'package.json': '{ "name": "orders", "type": "module", "dependencies": { "ioredis": "^5.0.0" } }',
  'src/redis.ts': "import { Redis } from 'ioredis';\n\nexport const redis = new Redis(process.env.REDIS_URL ?? '');\n",
  'src/stock.ts': [
    "import { redis } from './redis.js';",
    '',
    'export async function stockOf(id: string): Promise<string | null> {',
    '  return redis.get(`stock:${id}`);',
    '}',
    '',
    'export async function priceOf(id: string): Promise<unknown> {',
    '  const response = await fetch(`https://prices.example.com/${id}`);',
    '  return response.json();',
    '}',
    '',
  ].join('\n'),
  'test/stock.test.ts': "test('stock', () => fetch('http://localhost'));\n",
};

test('a fragile service gets findings with code frames and a summary by dependency', async () => {
  const { folder } = temporaryProject(service);
  const { exitCode, stdout, stderr } = await spawnCommand(['check'], folder);
  expect(stdout).toContain('failsoft/require-timeout');
  expect(stdout).toContain('> 8 |   const response = await fetch(`https://prices.example.com/${id}`);\n');
  expect(stdout).toMatch(/^dependency +calls +no timeout +unknown +clients +through$/m);
  expect(stdout).toMatch(/^\d+ files checked.* with preset recommended, /m);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
});

test('JSON goes to a reader that stops reading without complaint', () => {
  const { folder } = temporaryProject(service);
  const command = `"${process.execPath}" "${bin}" check --format json | head -c 10`;
  expect(execFileSync('sh', ['-c', `(${command}) 2>&1`], { cwd: folder, encoding: 'utf8' })).toBe('{\n"version');
});

describe('in JSON', () => {
  /** Findings that say that a call has no timeout. */
  const timeoutRules = new Set(['failsoft/require-timeout', 'failsoft/no-ineffective-timeout']);

  async function assertCallsAndFindingsAgree(folder: string, ...args: string[]): Promise<void> {
    const { findings, calls, clients, errors } = readReport((await spawnCommand(['check', '--preset', 'all', '--format', 'json', ...args], folder)).stdout);
    const reported = new Set(findings.map(({ rule, path, line, column }) => `${path}:${line}:${column} ${rule}`));
    const named = [...calls, ...clients].flatMap(({ finding }) => (finding === undefined ? [] : [`${finding.path}:${finding.line}:${finding.column} ${finding.rule}`]));
    expect(errors).toEqual([]);
    expect(calls.filter(({ timeout }) => timeout.verdict === 'missing').length).toBeGreaterThan(0);
    expect(calls.filter(({ timeout, finding }) => (timeout.verdict === 'missing') !== (finding !== undefined))).toEqual([]);
    expect(named.filter((finding) => !reported.has(finding))).toEqual([]);
    expect(findings.filter(({ rule, path, line, column }) => rule === 'failsoft/require-timeout' && !named.includes(`${path}:${line}:${column} ${rule}`))).toEqual([]);
    expect(calls.flatMap(({ finding }) => finding?.rule ?? []).filter((rule) => !timeoutRules.has(rule))).toEqual([]);
  }

  test('every call without timeout names the finding that reports it, and every such finding is named', async () => {
    await assertCallsAndFindingsAgree(temporaryProject(service).folder);
  });

  test('calls and findings agree in the example service', async () => {
    await assertCallsAndFindingsAgree(fileURLToPath(new URL('../../..', import.meta.url)), 'fixtures/shop');
  });

  test('each call has its place, dependency and evidence, and the place of its client', async () => {
    const { folder } = temporaryProject(service);
    const { calls, summary } = readReport((await spawnCommand(['check', '--preset', 'all', '--format', 'json'], folder)).stdout);
    expect(calls.find(({ callee }) => callee === 'redis.get')).toMatchObject({
      path: 'src/stock.ts',
      line: 4,
      library: 'ioredis',
      timeout: { verdict: 'missing' },
      errorHandling: { verdict: 'missing' },
      finding: { rule: 'failsoft/require-timeout', path: 'src/redis.ts', line: 3 },
      client: { path: 'src/redis.ts', line: 3 },
    });
    expect(calls.find(({ callee }) => callee === 'fetch')).toMatchObject({ path: 'src/stock.ts', line: 8, finding: { path: 'src/stock.ts', line: 8 } });
    expect(summary).toMatchObject({ files: 3, quiet: { test: 1 }, configurations: ['preset all'] });
  });
});

test('a finding that a comment silences still belongs to its calls', async () => {
  const { folder } = temporaryProject({ ...service, 'src/redis.ts': service['src/redis.ts'].replace('export', '// eslint-disable-next-line failsoft/require-timeout\nexport') });
  const { calls } = readReport((await spawnCommand(['check', '--format', 'json'], folder)).stdout);
  expect(calls.find(({ callee }) => callee === 'redis.get')?.finding).toMatchObject({ path: 'src/redis.ts', line: 4, suppressed: true });
});

test('wrong use is one line on stderr and exit code 2', async () => {
  const { folder } = temporaryProject(service);
  const lines = [['deploy'], ['check', 'nowhere'], ['check', '--preset', 'strikt'], ['check', '--format', 'xml'], ['fix', '--all']];
  const results = await Promise.all(lines.map((line) => spawnCommand(line, folder)));
  expect(results.map(({ exitCode, stdout }) => [exitCode, stdout])).toEqual(lines.map(() => [2, '']));
  expect(results.map(({ stderr }) => stderr).join('')).toMatchInlineSnapshot(`
    "failsoft: unknown command "deploy": expected check, fix or init
    failsoft: no such file or folder: "nowhere"
    failsoft: unknown preset "strikt": expected recommended, strict or all
    failsoft: unknown format "xml": expected stylish or json
    failsoft: unknown option of fix "--all": expected --preset, --rule, --dry-run or --help
    "
  `);
});
