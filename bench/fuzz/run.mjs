#!/usr/bin/env node
/**
 * npm run bench:fuzz -- [--typescript DIR] [--files N] [--seed S] [--only INDEX]
 * Tries the tests of TypeScript in DIR as they stand, then mutated and made-up files, N in all: no crash, none over
 * five seconds, and each suggested edit leaves what parses. What fails is kept in a folder, made smaller.
 * Exits with 1 if anything failed.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments, refuse } from '../arguments.mjs';
import { Inputs } from './inputs.mjs';
import { minimised } from './minimise.mjs';
import { writeProject } from './projects.mjs';
import { runWorker } from './watched-worker.mjs';

const worker = join(dirname(fileURLToPath(import.meta.url)), 'worker.mjs');
const usage = 'npm run bench:fuzz -- [--typescript DIR] [--files N] [--seed S] [--only INDEX]';
const { values, positionals } = readArguments(usage, {
  typescript: { type: 'string' },
  files: { type: 'string', default: '15000' },
  seed: { type: 'string', default: '1' },
  only: { type: 'string' },
});
const maxFiles = Number(values.files);
const seed = Number(values.seed);
const typescript = values.typescript && resolve(values.typescript);
if (positionals.length > 0) refuse(usage, `${positionals.join(' ')}: not an option`);
if (![maxFiles, seed, Number(values.only ?? 0)].every(Number.isSafeInteger)) refuse(usage, 'N, S and INDEX are whole numbers');

/** A process is replaced after this many files: it keeps models of all that it saw. */
const filesPerProcess = 1500;
const maxFailures = 40;
const maxIndex = Number.MAX_SAFE_INTEGER;
const inputs = new Inputs(seed, typescript);
const folder = mkdtempSync(join(tmpdir(), 'failsoft-fuzz-'));
const kept = mkdtempSync(join(tmpdir(), 'failsoft-fuzz-failures-'));
const kinds = new Map();
const slowest = [];
const failures = [];
let tried = 0;
let parserHangs = 0;

function count({ kind }, counted) {
  const sums = kinds.get(kind) ?? { files: 0, parse: 0, withFindings: 0, findings: 0, edits: 0 };
  kinds.set(kind, sums);
  for (const [name, added] of Object.entries(counted)) sums[name] += added;
}

function onDone(file) {
  tried++;
  count(file, { files: 1, parse: Number(file.parses), withFindings: Number(file.findings > 0), findings: file.findings, edits: file.edits });
  slowest.push(file);
  slowest.sort((a, b) => total(b) - total(a)).splice(8);
  if (tried % 1000 === 0) console.error(`${tried} files, ${failures.length} failures`);
}

const total = ({ times }) => times.analyse + times.lint;

/** A hang counts if it hangs twice: a busy machine may stop a process for seconds. */
async function hangsAgain(file) {
  let hung = false;
  await runWorker(worker, { seed, typescript, from: file.index, to: file.index + 1, maxFiles: maxIndex, folder }, { onDone: () => undefined, onFailure: () => (hung = true) });
  return hung;
}

async function onFailure(file) {
  if (file.isHang && file.step !== 'parse' && !(await hangsAgain(file))) return;
  tried++;
  count(file, { files: 1 });
  if (file.isHang && file.step === 'parse') {
    // TypeScript's parser takes exponential time for nested arrow functions in parentheses: the analysis was done before.
    parserHangs++;
    return;
  }
  failures.push(file);
  const place = join(kept, String(file.index));
  const input = inputs.at(file.index);
  mkdirSync(place, { recursive: true });
  writeProject(place, file.isMinimisable ? minimised(input, file.path) : input.files);
  console.log(`\nFAILED ${file.kind} ${file.name} ${file.path}: --seed ${seed} --only ${file.index}${typescript === undefined ? '' : ` --typescript ${typescript}`}\n  kept in ${place}\n  ${file.step}: ${file.failed}\n${file.stack ?? ''}`);
}

let next = Number(values.only ?? 0);
const end = values.only === undefined ? maxIndex : next + 1;
while (tried < maxFiles && next < end && failures.length < maxFailures) {
  next = await runWorker(worker, { seed, typescript, from: next, to: end, maxFiles: Math.min(filesPerProcess, maxFiles - tried), folder }, { onDone, onFailure });
}
rmSync(folder, { recursive: true, force: true });

console.log('');
for (const [kind, { files, parse, withFindings, findings, edits }] of kinds) console.log(`${kind.padEnd(20)} ${String(files).padStart(6)} files, ${parse} parse, ${withFindings} with ${findings} findings, ${edits} edits applied`);
console.log('\nSlowest:');
for (const file of slowest) console.log(`${String(total(file)).padStart(6)} ms (analysis ${file.times.analyse}, lint without the parser ${file.times.lint}) ${file.kind} ${file.name} ${file.path}, ${file.length} characters, input ${file.index}`);
if (failures.length === 0) rmSync(kept, { recursive: true, force: true });
console.log(`\n${tried} files, seed ${seed}: ${failures.length} failures${parserHangs === 0 ? '' : `; ${parserHangs} files took the host's own parser too long to be linted`}`);
process.exitCode = failures.length === 0 ? 0 : 1;
