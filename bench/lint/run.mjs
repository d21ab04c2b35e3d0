#!/usr/bin/env node
/**
 * npm run bench:lint -- DIR [--repos a,b,c] [--none FOLDER] [--server NAME] [--large a,b] [--rounds N] [--only eslint,none,oxlint,check,memory]
 * What linting costs, on checkouts in DIR:
 *   eslint  the recommended preset against the parser and no rule; beside it, rules that do nothing, which ESLint alone answers for
 *   none    in FOLDER, a repository without external calls, against rules that do nothing: see below
 *   oxlint  our plugin against an empty JS plugin (installed in hosts/); beside it, against a rule that visits calls and does nothing
 *   check   `failsoft check` against ESLint with the parser alone, over the same files of a server of 700 files, starts included
 *   memory  the peak of `failsoft check` over 4,000 files and more
 * A first rule costs by itself, whatever it does, and a hundredth costs nothing more. ESLint makes each rule's context by
 * Object.create(fileContext), for which V8 makes a hidden class in its old generation; that holds the file's context, tokens and tree
 * until the next full collection, so that what would have died young is copied instead: of 306 files of graphql-js, 237 MB are promoted and 228
 * copied rather than 158 and 162, and as much as without rules where a context is a plain object. No plugin can help it, and every project has
 * a rule. So what nothing but our rules can cost, in a repository without calls, is told from what the first rule costs; both figures are printed.
 * What is measured are the packages as they are published. Variants alternate, each run in a process of its own; figures are medians of ratios, of CPU
 * time: that counts the threads on which V8 compiles and collects, too, for which nobody waits while a core is free.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writePackages } from '../../scripts/published-packages.mjs';
import { readArguments, refuse } from '../arguments.mjs';
import { isInstalled, lintWithOxlint } from './oxlint.mjs';
import { publishedFolder } from './published.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const bars = { eslint: 1.2, none: 1.03, oxlint: 2.5, check: 0.7, memory: 1024 };
const serverFiles = 700;
const usage = `npm run bench:lint -- DIR [--repos a,b] [--none FOLDER] [--server NAME] [--large a,b] [--rounds N] [--only ${Object.keys(bars).join(',')}]: a folder with checkouts, and a repository without external calls`;
const { values, positionals } = readArguments(usage, {
  rounds: { type: 'string', default: '5' },
  repos: { type: 'string', default: 'umami-software__umami,karakeep-app__karakeep,hoppscotch__hoppscotch' },
  none: { type: 'string' },
  server: { type: 'string', default: 'dittofeed__dittofeed' },
  large: { type: 'string', default: 'formbricks__formbricks,hoppscotch__hoppscotch' },
  only: { type: 'string', default: Object.keys(bars).join(',') },
});
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) refuse(usage, `${folder ?? 'No folder'}: no checkouts there`);
const rounds = Number(values.rounds);
const repos = values.repos.split(',');
const wanted = new Set(values.only.split(','));
const rows = [];
await writePackages(publishedFolder);

function once(script, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(here, script), ...args.map(String)], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${script} ${args.join(' ')}: ${stderr}`);
  return JSON.parse(stdout);
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const short = (number) => Number(number.toFixed(3));

/** Runs the variants in turn, the order turned round each time; `ratio(runs)` of each round. */
function compare(variants, ratio) {
  const ratios = [];
  let last;
  for (let round = 0; round < rounds; round++) {
    const names = Object.keys(variants);
    if (round % 2 === 1) names.reverse();
    const runs = {};
    for (const name of names) runs[name] = variants[name]();
    ratios.push(ratio(runs));
    last = runs;
  }
  return { ratio: short(median(ratios)), spread: [short(Math.min(...ratios)), short(Math.max(...ratios))], last };
}

function add(measure, name, figure, details, text) {
  const passed = figure <= bars[measure];
  rows.push({ measure, name, figure, bar: bars[measure], passed, ...details });
  console.log(`${passed ? 'pass' : 'FAIL'}  ${measure.padEnd(6)}  ${name}: ${text}`);
}

function skip(measure, why) {
  rows.push({ measure, skipped: why });
  console.log(`skip  ${measure.padEnd(6)}  ${why}`);
}

function againstParser(path) {
  const [idle, byWall] = [[], []];
  const variants = Object.fromEntries(['parser', 'idle', 'recommended'].map((variant) => [variant, () => once('lint-once.mjs', path, variant)]));
  const { ratio, spread, last } = compare(variants, ({ parser, idle: nothing, recommended }) => {
    idle.push(nothing.cpuMs / parser.cpuMs);
    byWall.push(recommended.wallMs / parser.wallMs);
    return recommended.cpuMs / parser.cpuMs;
  });
  const { files, findings, parsed, peakMb } = last.recommended;
  const details = { spread, byWall: short(median(byWall)), idleRules: short(median(idle)), files, findings, parserCpuMs: Math.round(last.parser.cpuMs), reparsedShare: short(parsed / files), peakMb };
  add('eslint', path.split('/').at(-1), ratio, details, `${ratio}x (${spread.join('-')}) of the parser alone, ${details.byWall}x by the clock, rules that do nothing ${details.idleRules}x, ${files} files, ${findings} findings, ${(100 * details.reparsedShare).toFixed(1)} % parsed again, ${peakMb} MB`);
}

function againstIdleRules(path) {
  const overParser = [];
  const variants = Object.fromEntries(['parser', 'idle', 'recommended'].map((variant) => [variant, () => once('lint-once.mjs', path, variant)]));
  const { ratio, spread, last } = compare(variants, ({ parser, idle, recommended }) => {
    overParser.push(recommended.cpuMs / parser.cpuMs);
    return recommended.cpuMs / idle.cpuMs;
  });
  const { files, findings, peakMb } = last.recommended;
  const details = { spread, overParser: short(median(overParser)), files, findings, idleCpuMs: Math.round(last.idle.cpuMs), peakMb };
  add('none', path.split('/').at(-1), ratio, details, `${ratio}x (${spread.join('-')}) of rules that do nothing, ${details.overParser}x of the parser alone, ${files} files, ${findings} findings, ${peakMb} MB`);
}

function oxlint(repo) {
  const path = resolve(folder, repo);
  const [overVisiting, byWall] = [[], []];
  const variants = Object.fromEntries(['empty', 'visiting', 'failsoft'].map((variant) => [variant, () => lintWithOxlint(path, variant)]));
  const { ratio, spread, last } = compare(variants, ({ empty, visiting, failsoft }) => {
    overVisiting.push(failsoft.cpuMs / visiting.cpuMs);
    byWall.push(failsoft.wallMs / empty.wallMs);
    return failsoft.cpuMs / empty.cpuMs;
  });
  const { files, findings } = last.failsoft;
  const details = { spread, overVisiting: short(median(overVisiting)), byWall: short(median(byWall)), files, findings, emptyCpuMs: Math.round(last.empty.cpuMs) };
  add('oxlint', repo, ratio, details, `${ratio}x (${spread.join('-')}) of an empty JS plugin, ${details.byWall}x by the clock, ${details.overVisiting}x of a rule that visits calls and does nothing, ${files} files, ${findings} findings`);
}

function check(repo) {
  const path = resolve(folder, repo);
  const variants = { parser: () => once('lint-once.mjs', path, 'parser', serverFiles), check: () => once('check-once.mjs', path, serverFiles) };
  const { ratio, spread, last } = compare(variants, ({ parser, check: checked }) => checked.processCpuMs / parser.processCpuMs);
  const { files, unparsed, findings } = last.check;
  const details = { spread, files, parserFiles: last.parser.files, unparsed, findings, parserCpuMs: Math.round(last.parser.processCpuMs) };
  add('check', repo, ratio, details, `${ratio}x (${spread.join('-')}) of ESLint with the parser alone, ${files} files (${last.parser.files} for ESLint), ${unparsed} not parsed, ${findings} findings`);
}

function memory(names) {
  const { files, peakMb } = once('check-once.mjs', resolve(folder), 'all', ...names);
  add('memory', names.join(' + '), peakMb, { files }, `${peakMb} MB, ${files.toLocaleString('en')} files in one process`);
}

if (wanted.has('eslint')) for (const repo of repos) againstParser(resolve(folder, repo));
if (wanted.has('none')) {
  if (values.none === undefined) skip('none', 'no repository without external calls was given (--none FOLDER)');
  else againstIdleRules(resolve(values.none));
}
if (wanted.has('oxlint')) {
  if (isInstalled) for (const repo of repos) oxlint(repo);
  else skip('oxlint', 'oxlint is not installed (npm ci --prefix hosts)');
}
if (wanted.has('check')) check(values.server);
if (wanted.has('memory')) memory(values.large.split(','));

mkdirSync(join(here, '../results'), { recursive: true });
writeFileSync(join(here, '../results/lint.json'), `${JSON.stringify({ rounds, rows }, undefined, 2)}\n`);
process.exitCode = rows.every(({ passed }) => passed !== false) ? 0 : 1;
