import { basename } from 'node:path';
import type { UnlintedFile } from 'eslint-plugin-failsoft';
import { expect, test } from 'vitest';
import { readReport } from '../../test/read-report.js';
import { runCommand } from '../../test/run-command.js';
import { replaceWord, standInPlugin, type StandInPlugin } from '../../../linter/test/stand-in-plugin.js';
import { temporaryProject } from '../../../linter/test/temporary-project.js';

const unknown = { verdict: 'unknown', reason: 'not judged: test code' } as const;
const call = { callee: 'redis.get', library: 'ioredis', dependency: 'Redis', line: 1, column: 7, timeout: unknown, errorHandling: unknown, circuitBreaker: unknown };
const rules = { 'no-slow': replaceWord('slow', 'quick') };

/** Texts that say 'nothing' hold no external call; those that say 'quiet' are of a test. */
function told(path: string, text: string): UnlintedFile | undefined {
  if (text.includes('nothing')) return { why: 'no-external-call', inventory: { file: path, quiet: undefined, calls: [], clients: [] }, dependencies: [] };
  return text.includes('quiet') ? { why: 'quiet', inventory: { file: path, quiet: 'test', calls: [call], clients: [] }, dependencies: [] } : undefined;
}

async function checkedWith(plugin: StandInPlugin, files: Readonly<Record<string, string>>): ReturnType<typeof runCommand> {
  return runCommand(['check', '--preset', 'all', '--format', 'json'], temporaryProject(files).folder, plugin);
}

test('files that no rule can report in are counted and listed, and not linted', async () => {
  const plugin = standInPlugin({ rules, unlinted: told });
  const { stdout } = await checkedWith(plugin, { 'a.ts': 'nothing();\n', 'b.test.ts': 'quiet(redis.get);\n', 'c.ts': 'slow();\n' });
  const { findings, calls, summary } = readReport(stdout);
  expect(plugin.linted.map((path) => basename(path))).toEqual(['c.ts']);
  expect(findings).toMatchObject([{ path: 'c.ts' }]);
  expect(calls).toMatchObject([{ path: 'b.test.ts', quiet: 'test', callee: 'redis.get' }]);
  expect(summary).toMatchObject({ files: 3, unparsed: 1, quiet: { test: 1 } });
});

test('the host is told which rules run, and with which options', async () => {
  const told: (ReadonlyMap<string, unknown> | undefined)[] = [];
  const plugin = standInPlugin({
    rules: { ...rules, 'no-odd': replaceWord('odd', 'even') },
    unlinted: (_path, _text, _settings, running) => {
      told.push(running);
      return undefined;
    },
  });
  const project = temporaryProject({ 'a.ts': 'slow();\n' });
  await runCommand(['check', '--preset', 'all', '--rule', 'no-slow', '--format', 'json'], project.folder, plugin);
  expect(told).toEqual([new Map([['no-slow', undefined]])]);
});

test('errors of syntax in files that are not parsed are not reported', async () => {
  const { stdout, exitCode } = await checkedWith(standInPlugin({ rules, unlinted: told }), { 'a.ts': 'nothing( = ;\n' });
  expect(readReport(stdout)).toMatchObject({ errors: [], summary: { files: 1, unparsed: 1 } });
  expect(exitCode).toBe(0);
});

test('a file with a comment that configures our rules is linted, so that a wrong one is reported', async () => {
  const { stdout } = await checkedWith(standInPlugin({ rules, unlinted: told }), { 'a.ts': '/* eslint failsoft/no-slow: ["error", 3] */\nnothing();\n' });
  const { findings, summary } = readReport(stdout);
  expect(findings[0]?.message).toContain('Inline configuration for rule "failsoft/no-slow" is invalid');
  expect(summary.unparsed).toBe(0);
});

test('a file is linted where the host can not tell', async () => {
  const failing = standInPlugin({
    rules,
    unlinted: () => {
      throw new TypeError('Cannot read properties of undefined');
    },
  });
  expect(readReport((await checkedWith(failing, { 'a.ts': 'slow();\n' })).stdout).findings).toMatchObject([{ path: 'a.ts' }]);
});

test('fix lints what it has rewritten, whatever the host says of it', async () => {
  const plugin = standInPlugin({ rules: { 'no-slow': replaceWord('slow', 'nothing') }, unlinted: told });
  const project = temporaryProject({ 'a.ts': 'slow();\n', 'b.ts': 'nothing(slow);\n' });
  const { exitCode } = await runCommand(['fix', '--preset', 'all'], project.folder, plugin);
  expect([project.read('a.ts'), project.read('b.ts')]).toEqual(['nothing();\n', 'nothing(slow);\n']);
  expect(exitCode).toBe(0);
});
