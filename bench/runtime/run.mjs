#!/usr/bin/env node
/**
 * npm run bench:runtime
 * What the runtime costs, beside bare calls and the libraries that do the same, against its bars. Times are medians of
 * rounds in turns within one process; those of bars that are no ratio depend on the machine.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { nanosecondsOf } from './interleaved.mjs';
import { protectedCalls, retriedCalls, singleCalls } from './policies.mjs';
import { fullWindows, openCircuits } from './rejections.mjs';
import { sizeOf } from './sizes.mjs';

const here = import.meta.dirname;
const resultsFolder = join(here, '../results');

function memoryOf(name) {
  const options = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256', '--no-warnings'];
  return JSON.parse(execFileSync(process.execPath, [...options, join(here, 'memory.mjs'), name], { encoding: 'utf8' }));
}

const calls = await nanosecondsOf({ ...protectedCalls(), ...retriedCalls(), ...singleCalls() });
const open = await nanosecondsOf(await openCircuits(), { isRejected: true });
const failing = await nanosecondsOf(await fullWindows(), { isRejected: true });
const memory = Object.fromEntries(['failsoft', 'opossum', 'cockatiel'].map((name) => [name, memoryOf(name)]));
const sizes = {
  core: await sizeOf('@failsoft/runtime', '{ withTimeout, retry, circuitBreaker, bulkhead, fallback }'),
  dependency: await sizeOf('@failsoft/runtime', '{ dependency }'),
  everything: await sizeOf('@failsoft/runtime', '*'),
  cockatiel: await sizeOf('cockatiel', '{ timeout, retry, circuitBreaker, bulkhead, fallback, wrap, handleAll, ConsecutiveBreaker, ExponentialBackoff }'),
  opossum: await sizeOf('opossum', '{ default }'),
};

const bars = [
  bar('timeout + breaker + bulkhead, times a bare await', calls.failsoft / calls.bare, 8),
  bar('… times the fire of opossum', calls.failsoft / calls.opossum, 0.6),
  bar('… times the wrap of cockatiel', calls.failsoft / calls.cockatiel, 0.05),
  bar('bytes a call', memory.failsoft.bytes, 1_300),
  bar('bytes retained after 1,000,000 calls', memory.failsoft.retained, 100_000),
  bar('rejection of an open circuit, µs', open.failsoft / 1_000, 3),
  bar('failing call with 100,000 results in the window, µs', Math.max(failing['failsoft, by count'], failing['failsoft, by time']) / 1_000, 10),
  bar('core (timeout, retry, breaker, bulkhead, fallback), bytes', sizes.core, 3_000),
  bar('everything, bytes', sizes.everything, 6_000),
];

function bar(what, value, atMost) {
  return { what, value, atMost, passes: value <= atMost };
}

print('A call that is answered', calls, calls.bare, 'ns');
print('A call of an open circuit', open, open.failsoft, 'ns');
print('A call that fails, with 100,000 results remembered', failing, failing['failsoft, by count'], 'ns');
print('Bytes that a call allocates', pick('bytes'), memory.failsoft.bytes, 'B');
print('Bytes left of 1,000,000 calls', pick('retained'), undefined, 'B');
print('A bundle, minified and gzipped', sizes, sizes.core, 'B');
console.log('\nBars');
for (const { what, value, atMost, passes } of bars) {
  console.log(`  ${passes ? 'pass' : 'FAIL'}  ${what.padEnd(58)} ${format(value).padStart(9)}   at most ${format(atMost)}`);
}

mkdirSync(resultsFolder, { recursive: true });
const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
writeFileSync(join(resultsFolder, 'runtime.json'), `${JSON.stringify({ machine, calls, open, failing, memory, sizes, bars }, undefined, 2)}\n`);
process.exit(bars.every(({ passes }) => passes) ? 0 : 1);

function pick(what) {
  return Object.fromEntries(Object.entries(memory).map(([name, measured]) => [name, measured[what]]));
}

function print(title, measured, unit, suffix) {
  console.log(`\n${title}`);
  for (const [name, value] of Object.entries(measured)) {
    const ratio = unit === undefined ? '' : `${(value / unit).toFixed(2).padStart(9)}x`;
    console.log(`  ${name.padEnd(32)} ${format(value).padStart(11)} ${suffix}${ratio}`);
  }
}

function format(value) {
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}
