#!/usr/bin/env node
/**
 * npm run bench:load
 * A service calls a dependency 150 times a second; for three seconds that is ten times as slow, or fails altogether. Once
 * with the calls as they are written by hand (three attempts, a time limit), once with the runtime's default policy. Then:
 * how much work each default makes of a call as failures rise. Prints bars, exits with 1 if one is missed.
 * Servers are on loopback; it takes about 50 seconds. The runtime must be built.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bulkhead } from './clients.mjs';
import { calls as callsPerRate, percents, workAtFailureRates } from './work-at-failure-rates.mjs';

const here = import.meta.dirname;
const results = join(here, '..', 'results');
const bars = [];

function bar(name, holds, seen) {
  bars.push({ name, holds, seen });
}

function runOf(client, failing) {
  const args = ['--expose-gc', join(here, 'client.mjs'), client, failing];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 });
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`${client}, ${failing}: no result. ${stderr}`);
  }
}

/** Of the median: one that is measured every 5 ms, on a machine that may have others to serve. */
const maxDelayMs = 20;

const round = (number) => Math.round(number * 100) / 100;
const percentOf = (share) => `${Math.round(share * 100)} %`;

function print(client, failing, run) {
  console.log(`\n${failing}, ${client}`);
  for (const [phase, seen] of Object.entries(run)) {
    const { calls, received, answered, maxUnderWay, waiting, answeredLastSecond, heapMb, delayMs } = seen;
    console.log(
      `  ${phase.padEnd(8)} ${calls} calls, ${received} reached it, ${answered} answered (${percentOf(answeredLastSecond)} in the last second), at most ${maxUnderWay} under way, ` +
        `${waiting} left in its queue, heap ${round(heapMb)} MB, event loop ${round(delayMs.median)} ms (p99 ${round(delayMs.p99)})`,
    );
  }
}

const sum = (run, what) => run.healthy[what] + run.faulty[what] + run.after[what];

for (const failing of ['slow', 'failing']) {
  const without = runOf('without', failing);
  const policy = runOf('with the default policy', failing);
  print('without', failing, without);
  print('with the default policy', failing, policy);
  const { healthy, faulty, after } = policy;
  const allowedMs = after.retryAfterMs + 500;
  bar(
    `${failing}: calls reaching it fall to half or less`,
    faulty.received <= faulty.calls / 2,
    `${faulty.received} of ${faulty.calls}; ${without.faulty.received} of ${without.faulty.calls} without`,
  );
  bar(
    `${failing}: at most 1.1 attempts a call, all in all`,
    sum(policy, 'received') <= 1.1 * sum(policy, 'calls'),
    `${round(sum(policy, 'received') / sum(policy, 'calls'))}; ${round(sum(without, 'received') / sum(without, 'calls'))} without`,
  );
  bar(
    `${failing}: calls don't pile up`,
    faulty.maxUnderWay <= 2 * bulkhead.maxConcurrent,
    `at most ${faulty.maxUnderWay}; ${without.faulty.maxUnderWay} without`,
  );
  bar(
    `${failing}: memory stays flat`,
    faulty.heapMb <= healthy.heapMb + 4,
    `${round(faulty.heapMb - healthy.heapMb)} MB more; ${round(without.faulty.heapMb - without.healthy.heapMb)} without`,
  );
  bar(
    `${failing}: event-loop delay stays flat`,
    faulty.delayMs.median <= maxDelayMs,
    `${round(faulty.delayMs.median)} ms; ${round(without.faulty.delayMs.median)} without`,
  );
  bar(
    `${failing}: answers come within the recovery time in force`,
    after.firstAnswerMs <= allowedMs,
    `after ${Math.round(after.firstAnswerMs)} ms, ${Math.round(after.retryAfterMs)} were left`,
  );
  bar(`${failing}: all is as before a little later`, after.answeredLastSecond >= 0.95, percentOf(after.answeredLastSecond));
  if (failing === 'slow') {
    bar(
      'slow: without, the failure outlasts its cause (so the test can fail)',
      without.after.answeredLastSecond < 0.5,
      percentOf(without.after.answeredLastSecond),
    );
  }
}

const alone = runOf('with retries alone', 'failing');
print('with retries alone', 'failing', alone);
const saved = 10;
bar(
  'failing: retries alone are a tenth of the calls, and what was saved up',
  alone.faulty.received <= 1.1 * alone.faulty.calls + saved,
  `${alone.faulty.received} for ${alone.faulty.calls}`,
);

console.log(`\nHow often the dependency is called for each call, where so many in a hundred fail or hang: ${percents.join(', ')}`);
const work = await workAtFailureRates();
for (const row of work) {
  console.log(`  ${row.concept}, ${row.trouble}: ${row.work.map(round).join(', ')}`);
  bar(
    `${row.concept}, ${row.trouble}: at most 1.1 times the work, and what was saved up`,
    Math.max(...row.work) <= 1.1 + saved / callsPerRate,
    round(Math.max(...row.work)),
  );
}
for (const { concept, trouble, work: [healthy, , , , failing] } of work.filter((row) => /breaker|dependency/.test(row.concept) && row.trouble === 'fails')) {
  bar(`${concept}, ${trouble}: hardly any work where all fail`, failing <= 0.1 * healthy, round(failing));
}

console.log();
for (const { name, holds, seen } of bars) console.log(`${holds ? 'PASS' : 'FAIL'} ${name}: ${seen}`);
mkdirSync(results, { recursive: true });
writeFileSync(join(results, 'load.json'), JSON.stringify({ node: process.version, bars, work }, null, 2));
const missed = bars.filter(({ holds }) => !holds).length;
console.log(`\n${bars.length - missed} bars hold, ${missed} missed`);
process.exitCode = missed === 0 ? 0 : 1;
