#!/usr/bin/env node
/** All checks, in order: what CI runs. Ends with one line that counts them: 'N passed, N failed'. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'failsoft-test-'));
const report = join(folder, 'vitest.json');
const counts = { passed: 0, failed: 0 };

/** Runs one check; it counts as one test. */
function check(name, command, args) {
  console.log(`\n> ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) counts.passed++;
  else counts.failed++;
  return status === 0;
}

function runTests() {
  console.log('\n> tests');
  spawnSync('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { stdio: 'inherit' });
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, success } = JSON.parse(readFileSync(report, 'utf8'));
    counts.passed += numPassedTests;
    counts.failed += numFailedTests;
    if (!success && numFailedTests === 0) counts.failed += Math.max(1, numFailedTestSuites);
  } catch {
    counts.failed++;
  }
}

if (check('build, type check', 'npx', ['tsc', '-b'])) {
  check('lint', 'npx', ['eslint', '.']);
  check('unused code and dependencies', 'npx', ['knip']);
  check('packed packages', process.execPath, ['scripts/check-packages.mjs']);
  runTests();
  check('the shop: types', 'npx', ['tsc', '-p', 'fixtures/shop', '--noEmit']);
  check('the shop: tests', 'npm', ['test', '--silent', '-w', 'fixtures/shop']);
  check('the runtime against a real Redis', 'npm', ['run', '--silent', 'test:redis', '-w', 'packages/runtime']);
}
rmSync(folder, { recursive: true, force: true });
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;
