#!/usr/bin/env node
/** All checks, in order: what CI runs. Folders with dependencies of their own (proofs, hosts, the editor) are installed where they are not. Ends with one line that counts them: 'N passed, N failed'. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'failsoft-test-'));
const report = join(folder, 'vitest.json');
const counts = { passed: 0, failed: 0 };

/** Runs one check; it counts as one test. */
function check(name, command, args, folder = '.') {
  console.log(`\n> ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', cwd: folder });
  if (status === 0) counts.passed++;
  else counts.failed++;
  return status === 0;
}

/** Tests of a folder, counted one by one. */
function runTests(name, folder) {
  console.log(`\n> ${name}`);
  spawnSync('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { stdio: 'inherit', cwd: folder });
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, success } = JSON.parse(readFileSync(report, 'utf8'));
    counts.passed += numPassedTests;
    counts.failed += numFailedTests;
    if (!success && numFailedTests === 0) counts.failed += Math.max(1, numFailedTestSuites);
  } catch {
    counts.failed++;
  }
  rmSync(report, { force: true });
}

/** A folder with a package.json of its own, whose dependencies would weigh on every install. */
function runTestsApart(name, folder) {
  const install = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const isInstalled = existsSync(join(folder, 'node_modules')) || check(`${name}: install`, 'npm', install, folder);
  if (isInstalled && check(`${name}: types`, 'npx', ['tsc', '-p', '.'], folder)) runTests(name, folder);
}

if (check('build, type check', 'npx', ['tsc', '-b'])) {
  check('lint', 'npx', ['eslint', '.']);
  check('unused code and dependencies', 'npx', ['knip']);
  check('packed packages', process.execPath, ['scripts/check-packages.mjs']);
  check('the list of libraries', process.execPath, ['scripts/catalog-index.mjs', '--check']);
  runTests('tests', '.');
  runTestsApart('the catalogue against real libraries', 'proofs');
  runTestsApart('every host', 'hosts');
  const editor = 'packages/vscode/e2e';
  const isEditorInstalled = existsSync(join(editor, 'node_modules')) || check('the editor: install', process.execPath, [join(editor, 'setup.mjs')]);
  if (isEditorInstalled && check('the VSIX', 'npm', ['run', '--silent', 'test:vsix', '-w', 'packages/vscode'])) {
    // Who tries the project need not have a browser; CI installs it.
    const options = ['--fast', '--vsix', '.tmp/failsoft-vscode.vsix', ...(process.env.CI === undefined ? ['--allow-not-run'] : [])];
    check('the extension in a real VS Code', process.execPath, [join(editor, 'run.mjs'), ...options]);
  }
  check('the shop: types', 'npx', ['tsc', '-p', 'fixtures/shop', '--noEmit']);
  check('the shop: tests', 'npm', ['test', '--silent', '-w', 'fixtures/shop']);
  check('the runtime against a real Redis', 'npm', ['run', '--silent', 'test:redis', '-w', 'packages/runtime']);
  check('queues in a real Redis and a real PostgreSQL', 'npm', ['run', '--silent', 'test:queues', '-w', 'packages/runtime']);
  check('the runtime as one file', 'npm', ['run', '--silent', 'test:vendored', '-w', 'packages/runtime']);
  check('the runtime in every host', 'npm', ['run', '--silent', 'runtime:hosts']);
  check('what is said of other libraries', 'npm', ['run', '--silent', 'bench:peers']);
}
rmSync(folder, { recursive: true, force: true });
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;
