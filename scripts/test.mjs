#!/usr/bin/env node
/**
 * All checks, in order: what CI runs. Folders with dependencies of their own (proofs, hosts, the editor) are installed where they are not, or
 * no longer are as their lock says. Ends with what failed and why, and one line that counts: 'N passed, N failed'.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const folder = mkdtempSync(join(tmpdir(), 'failsoft-test-'));
const report = join(folder, 'vitest.json');
let passed = 0;
/** Said once more at the end: what a log of an hour is read for. */
const failures = [];

/** Runs a command, whose output is seen as it comes. Resolves to how it ended and to the last of what it wrote. */
async function run(command, args, folder) {
  const env = process.stdout.isTTY ? { FORCE_COLOR: '1', ...process.env } : process.env;
  const child = spawn(command, args, { stdio: ['inherit', 'pipe', 'pipe'], cwd: folder, env });
  let last = '';
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(text);
      last = (last + text).slice(-4000);
    });
  }
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status, signal) => resolve({ status, signal }));
  });
  const closed = once(child, 'close');
  const { status, signal } = await ended;
  // What it started and left behind would hold its output open.
  await Promise.race([closed, setTimeout(2000, undefined, { ref: false })]);
  child.stdout.destroy();
  child.stderr.destroy();
  return { status, signal, last };
}

/** Runs one check; it counts as one test. */
async function check(name, command, args, folder = '.') {
  console.log(`\n> ${name}`);
  const { status, signal, last } = await run(command, args, folder);
  if (status === 0) passed++;
  else failures.push(`${name}: ${signal ?? `exit code ${status}`}, of ${command} ${args.join(' ')}. It ended with:\n${indented(linesOf(last).slice(-25))}`);
  return status === 0;
}

const linesOf = (text) => text.trim().split('\n');
const indented = (lines) => lines.map((line) => `    ${line}`).join('\n');

/** Of one test file as vitest reports it: its failed tests, or why it could not be run. */
function failuresOf({ name: file, status, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0 && status === 'failed') return [`${relative('.', file)}: ${message}`];
  return failed.map(({ fullName, failureMessages }) => `${relative('.', file)}: ${fullName}\n${indented(linesOf(failureMessages.join('\n')).slice(0, 6))}`);
}

/** Tests of a folder, counted one by one. */
async function runTests(name, folder) {
  console.log(`\n> ${name}`);
  await run('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], folder);
  try {
    const { numPassedTests, success, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    passed += numPassedTests;
    const failed = testResults.flatMap(failuresOf);
    failures.push(...failed.map((failure) => `${name}: ${failure}`));
    if (!success && failed.length === 0) failures.push(`${name}: vitest failed, and no test did`);
  } catch (error) {
    failures.push(`${name}: vitest left no report: ${error.message}`);
  }
  rmSync(report, { force: true });
}

/** Whether a folder has what its lock says, which may have changed since it was installed. */
function isInstalled(folder) {
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const packagesOf = (lock) => JSON.parse(readFileSync(lock, 'utf8')).packages;
  const present = packagesOf(installed);
  const needed = Object.entries(packagesOf(join(folder, 'package-lock.json'))).filter(([path, { optional, link }]) => path !== '' && !optional && !link);
  return needed.every(([path, { version }]) => present[path]?.version === version);
}

/** A folder with a package.json of its own, whose dependencies would weigh on every install. */
async function runTestsApart(name, folder) {
  const install = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const isReady = isInstalled(folder) || await check(`${name}: install`, 'npm', install, folder);
  if (isReady && await check(`${name}: types`, 'npx', ['tsc', '-p', '.'], folder)) await runTests(name, folder);
}

if (await check('build, type check', 'npx', ['tsc', '-b'])) {
  await check('lint', 'npx', ['eslint', '.']);
  await check('unused code and dependencies', 'npx', ['knip']);
  await check('packed packages', process.execPath, ['scripts/check-packages.mjs']);
  await check('the list of libraries', process.execPath, ['scripts/catalog-index.mjs', '--check']);
  await runTests('tests', '.');
  await runTestsApart('the catalogue against real libraries', 'proofs');
  await runTestsApart('every host', 'hosts');
  const editor = 'packages/vscode/e2e';
  const isEditorReady = isInstalled(editor) || await check('the editor: install', process.execPath, [join(editor, 'setup.mjs')]);
  if (isEditorReady && await check('the VSIX', 'npm', ['run', '--silent', 'test:vsix', '-w', 'packages/vscode'])) {
    // Who tries the project need not have a browser; CI installs it.
    const options = ['--fast', '--vsix', '.tmp/failsoft-vscode.vsix', ...(process.env.CI === undefined ? ['--allow-not-run'] : [])];
    await check('the extension in a real VS Code', process.execPath, [join(editor, 'run.mjs'), ...options]);
  }
  await check('the shop: types', 'npx', ['tsc', '-p', 'fixtures/shop', '--noEmit']);
  await check('the shop: tests', 'npm', ['test', '--silent', '-w', 'fixtures/shop']);
  await check('the runtime against a real Redis', 'npm', ['run', '--silent', 'test:redis', '-w', 'packages/runtime']);
  await check('queues in a real Redis and a real PostgreSQL', 'npm', ['run', '--silent', 'test:queues', '-w', 'packages/runtime']);
  await check('the runtime as one file', 'npm', ['run', '--silent', 'test:vendored', '-w', 'packages/runtime']);
  await check('the runtime in every host', 'npm', ['run', '--silent', 'runtime:hosts']);
  await check('what is said of other libraries', 'npm', ['run', '--silent', 'bench:peers']);
}
rmSync(folder, { recursive: true, force: true });
for (const failure of failures) console.log(`\nFAILED ${failure}`);
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
