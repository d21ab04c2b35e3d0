import type { Finding } from '@failsoft/linter';
import type { CallRecord, ClientRecord, FindingKey } from 'eslint-plugin-failsoft';
import { expect, test } from 'vitest';
import type { FileOutcome } from '../lint/lint-file.js';
import { buildReport } from './build-report.js';

const unknown = { verdict: 'unknown', reason: 'not looked at' } as const;

function call(callee: string, details: Partial<CallRecord>): CallRecord {
  return { callee, library: 'ioredis', dependency: 'Redis', line: 1, column: 1, timeout: unknown, errorHandling: unknown, circuitBreaker: unknown, ...details };
}

function client(details: Partial<ClientRecord>): ClientRecord {
  return { name: 'ioredis client', library: 'ioredis', dependency: 'Redis', line: 1, column: 1, timeout: unknown, errorListener: unknown, ...details };
}

function finding(key: FindingKey): Finding {
  return { ...key, severity: 'error', endLine: key.line, endColumn: key.column + 3, message: 'A Redis command can wait for ever', messageId: 'client', rewrites: [], lacksRuntime: undefined };
}

interface LintedFile {
  readonly findings?: readonly Finding[];
  readonly suppressed?: readonly FindingKey[];
  readonly quiet?: string;
  readonly calls?: readonly CallRecord[];
  readonly clients?: readonly ClientRecord[];
}

function linted(path: string, { findings = [], suppressed = [], quiet, calls = [], clients = [] }: LintedFile): FileOutcome {
  return { kind: 'linted', path, findings, suppressed, failures: [], dependencies: [], inventory: { file: path, quiet, calls, clients } };
}

const facts = { cwd: '/work', configurations: ['preset all'], uncovered: 0 };
const missing = { verdict: 'missing', reason: 'no commandTimeout' } as const;
const atClient = { rule: 'require-timeout', line: 4, column: 7 };
const user = linted('/work/src/user.ts', { calls: [call('redis.get', { timeout: missing, finding: { ...atClient, file: '/work/src/redis.ts' }, client: { file: '/work/src/redis.ts', line: 4 } })] });

test('a call names the finding that reports it, in whatever file that stands', () => {
  const creation = linted('/work/src/redis.ts', { findings: [finding(atClient)], clients: [client({ timeout: missing, finding: { ...atClient, file: '/work/src/redis.ts' } })] });
  const report = buildReport([creation, user], facts);
  const reference = { rule: 'failsoft/require-timeout', path: 'src/redis.ts', line: 4, column: 7 };
  expect(report.findings).toMatchObject([reference]);
  expect(report.calls).toMatchObject([{ path: 'src/user.ts', finding: reference, client: { path: 'src/redis.ts', line: 4 } }]);
  expect(report.clients).toMatchObject([{ path: 'src/redis.ts', finding: reference }]);
});

test('a finding in a file that was not checked is named all the same', () => {
  expect(buildReport([user], facts).calls[0]?.finding).toEqual({ rule: 'failsoft/require-timeout', path: 'src/redis.ts', line: 4, column: 7 });
});

test('a finding that a comment silences is named as such', () => {
  const silenced = linted('/work/src/redis.ts', { suppressed: [atClient] });
  expect(buildReport([silenced, user], facts).calls[0]?.finding).toMatchObject({ path: 'src/redis.ts', suppressed: true });
});

test('a finding of a rule that was not run is not named', () => {
  expect(buildReport([linted('/work/src/redis.ts', {}), user], facts).calls[0]).not.toHaveProperty('finding');
});

test('places of evidence are relative to the working directory', () => {
  const bounded = call('fetch', { timeout: { verdict: 'present', reason: 'signal', where: '/work/src/deadline.ts:12' } });
  expect(buildReport([linted('/work/src/a.ts', { calls: [bounded] })], facts).calls[0]?.timeout).toEqual({ verdict: 'present', reason: 'signal', where: 'src/deadline.ts:12' });
});

test('calls of quiet files are listed as such, and are no part of the dependencies', () => {
  const quiet = linted('/work/test/a.test.ts', { quiet: 'test', calls: [call('redis.get', {})], clients: [client({})] });
  const { calls, clients, summary } = buildReport([quiet, linted('/work/a.ts', { calls: [call('redis.set', {})] })], facts);
  expect([calls[0]?.quiet, clients[0]?.quiet, calls[1]?.quiet]).toEqual(['test', 'test', undefined]);
  expect(summary).toMatchObject({ files: 2, quiet: { test: 1 }, dependencies: [{ dependency: 'Redis', calls: 1, clients: 0 }] });
});

test('dependencies with most calls without timeout come first', () => {
  const calls = [
    call('redis.get', {}),
    call('redis.set', { library: 'redis' }),
    call('fetch', { dependency: 'HTTP', library: 'fetch', timeout: missing }),
    call('pool.query', { dependency: 'PostgreSQL', library: 'pg', timeout: { verdict: 'present', reason: 'query_timeout' } }),
  ];
  expect(buildReport([linted('/work/a.ts', { calls, clients: [client({ dependency: 'PostgreSQL', library: 'pg' })] })], facts).summary.dependencies).toEqual([
    { dependency: 'HTTP', libraries: ['fetch'], calls: 1, missing: 1, unknown: 0, clients: 0 },
    { dependency: 'Redis', libraries: ['ioredis', 'redis'], calls: 2, missing: 0, unknown: 2, clients: 0 },
    { dependency: 'PostgreSQL', libraries: ['pg'], calls: 1, missing: 0, unknown: 0, clients: 1 },
  ]);
});

test('files that were not linted are checked, and listed with their calls', () => {
  const outcomes: FileOutcome[] = [
    { kind: 'skipped', path: '/work/a.ts', why: 'no-external-call', inventory: { file: '/work/a.ts', quiet: undefined, calls: [], clients: [] }, dependencies: [] },
    { kind: 'skipped', path: '/work/b.test.ts', why: 'quiet', inventory: { file: '/work/b.test.ts', quiet: 'test', calls: [call('redis.get', {})], clients: [] }, dependencies: [] },
  ];
  const { calls, errors, summary } = buildReport(outcomes, facts);
  expect(calls).toMatchObject([{ path: 'b.test.ts', quiet: 'test' }]);
  expect(errors).toEqual([]);
  expect(summary).toMatchObject({ files: 2, unparsed: 1, quiet: { test: 1 } });
});

test('files that fail are errors, files that the configuration ignores are not checked', () => {
  const outcomes: FileOutcome[] = [
    { kind: 'unreadable', path: '/work/a.ts', message: 'EACCES' },
    { kind: 'unparsable', path: '/work/b.ts', line: 3, column: 1, message: 'Unexpected token' },
    { kind: 'ignored', path: '/work/c.ts' },
    { kind: 'linted', path: '/work/d.ts', findings: [], suppressed: [], dependencies: [], failures: [{ rule: 'require-timeout', line: 2, message: 'boom' }], inventory: undefined },
  ];
  const { errors, summary } = buildReport(outcomes, { ...facts, uncovered: 2 });
  expect(errors).toEqual([
    { kind: 'unreadable', path: 'a.ts', message: 'EACCES' },
    { kind: 'unparsable', path: 'b.ts', line: 3, message: 'Unexpected token' },
    { kind: 'rule-failure', path: 'd.ts', line: 2, message: 'boom', rule: 'failsoft/require-timeout' },
  ]);
  expect(summary).toMatchObject({ files: 3, uncovered: 3 });
});
