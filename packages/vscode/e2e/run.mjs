#!/usr/bin/env node
/**
 * node run.mjs [--only NAME]... [--fast] [--vsix FILE] [--times N] [--keep] [--allow-not-run]
 *
 * The packaged extension in a real VS Code: packs it, and runs every scenario in an editor of its own. Prints a line a scenario, and
 * 'N passed, N failed'. --fast runs what a change can't do without (those with `isFast`), --vsix takes a packed extension as it is, --times repeats to find
 * what is flaky, --keep leaves the editors' folders. Without the programs nothing is run: a failure, unless --allow-not-run is given.
 */
import { parseArgs } from 'node:util';
import { whatIsMissing } from './harness/installation.mjs';

const options = {
  only: { type: 'string', multiple: true, default: [] },
  fast: { type: 'boolean', default: false },
  vsix: { type: 'string' },
  times: { type: 'string', default: '1' },
  keep: { type: 'boolean', default: false },
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
  const counts = { passed: 0, failed: 0 };
  for (let time = 1; time <= Number(values.times); time++) {
    for (const scenario of chosen) {
      for (const { name, seconds, error } of await runScenario(scenario, { vsix, keep: values.keep })) {
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

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
