#!/usr/bin/env node
/**
 * node run.mjs [options]: packs the extension and runs every scenario with it, in a real VS Code of its own. Prints a line a
 * scenario, and 'N passed, N failed'.
 *
 *   --only NAME      this scenario; may be repeated
 *   --fast           those that a change can't do without
 *   --vsix FILE      a packed extension, as it is
 *   --times N        again and again, to find what is flaky
 *   --keep           leaves the editors' folders
 *   --screenshots    renews those of the README, which else go to .tmp/screenshots
 *   --allow-not-run  success where the programs are missing; else that is a failure
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { extension, repository, whatIsMissing } from './harness/installation.mjs';

const options = {
  only: { type: 'string', multiple: true, default: [] },
  fast: { type: 'boolean', default: false },
  vsix: { type: 'string' },
  times: { type: 'string', default: '1' },
  keep: { type: 'boolean', default: false },
  screenshots: { type: 'boolean', default: false },
  'allow-not-run': { type: 'boolean', default: false },
};

async function main() {
  const { values } = parseArgs({ options });
  const missing = whatIsMissing();
  if (missing !== undefined) {
    console.log(`NOT RUN: ${missing}`);
    return values['allow-not-run'];
  }
  const { scenarios } = await import('./scenarios/index.mjs');
  const { packed } = await import('./harness/packed.mjs');
  const { runScenario } = await import('./harness/run-scenario.mjs');
  const chosen = choose(scenarios, values);
  const vsix = values.vsix ?? packed();
  const screenshots = values.screenshots ? join(extension, 'media/screenshots') : join(repository, '.tmp/screenshots');
  const counts = { passed: 0, failed: 0 };
  for (let time = 1; time <= Number(values.times); time++) {
    for (const scenario of chosen) {
      for (const { name, seconds, error } of await runScenario(scenario, { vsix, keep: values.keep, screenshots })) {
        counts[error === undefined ? 'passed' : 'failed']++;
        console.log(`${error === undefined ? 'PASS' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)`);
        if (error !== undefined) console.log(error.replace(/^/gm, '  '));
      }
    }
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0;
}

function choose(scenarios, { only, fast }) {
  const unknown = only.find((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown !== undefined) throw new Error(`No scenario '${unknown}': there are ${scenarios.map(({ name }) => name).join(', ')}`);
  if (only.length > 0) return scenarios.filter(({ name }) => only.includes(name));
  return fast ? scenarios.filter(({ isFast }) => isFast) : scenarios;
}

// Editors are stopped at exit.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
