#!/usr/bin/env node
/**
 * npm run bench:lsp -- DIR [--repos a,b,c] [--large NAME] [--rounds N] [--only push,pull,broken,typing,actions,cold,memory]
 * What the language server costs in an editor, on checkouts in DIR: a real server process over stdio, warm, without debounce.
 *   push     from a keystroke to the diagnostics that the server sends, against ESLint's `lintText` with the parser and no rule, on the same texts in turn
 *   pull     the same with a client that asks for them
 *   broken   of those, the keystrokes after which the text does not parse
 *   typing   push at the pace of a fast typist, while files that import the edited one are open and linted again
 *   actions  code actions on each finding, once it is diagnosed
 *   cold     from the start of the process to the first diagnostics
 *   memory   of all processes of the server (PSS), the most while a workspace is surveyed, and files are open and typed in
 * Files of about 300 and 1,000 lines are chosen by rule (files.mjs). What is measured are the packages as they are published. Linux only.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { writePackages } from '../../scripts/published-packages.mjs';
import { readArguments, refuse } from '../arguments.mjs';
import { sourceFiles } from '../lint/measured.mjs';
import { publishedFolder } from '../lint/published.mjs';
import { fileToTypeIn, neighboursOf } from './files.mjs';
import { typeIn } from './typing.mjs';
import { coldStart, memoryOf } from './workspace.mjs';

const bars = { push: 1.3, pull: 1.3, broken: 1.3, typing: 1.3, actions: 20, cold: 2500, memory: 500 };
const sizes = [300, 1000];
const usage = `npm run bench:lsp -- DIR [--repos a,b] [--large a,b] [--rounds N] [--only ${Object.keys(bars).join(',')}]: a folder with checkouts`;
const { values, positionals } = readArguments(usage, {
  rounds: { type: 'string', default: '3' },
  repos: { type: 'string', default: 'dittofeed__dittofeed,karakeep-app__karakeep,hoppscotch__hoppscotch,formbricks__formbricks' },
  large: { type: 'string', default: 'formbricks__formbricks' },
  only: { type: 'string', default: Object.keys(bars).join(',') },
});
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) refuse(usage, `${folder ?? 'No folder'}: no checkouts there`);
const rounds = Number(values.rounds);
const wanted = new Set(values.only.split(','));
const rows = [];
await writePackages(publishedFolder);

function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  return (sorted[Math.floor(at)] + sorted[Math.ceil(at)]) / 2;
}

const short = (number) => Number(number.toFixed(2));

function add(measure, name, figure, details, text) {
  if (!wanted.has(measure)) return;
  const passed = figure <= bars[measure];
  rows.push({ measure, name, figure, bar: bars[measure], passed, ...details });
  console.log(`${passed ? 'pass' : 'FAIL'}  ${measure.padEnd(7)}  ${name}: ${text}`);
}

function skip(measure, name, why) {
  rows.push({ measure, name, skipped: why });
  console.log(`skip  ${measure.padEnd(7)}  ${name}: ${why}`);
}

/** Ratio of medians of wall time; of CPU time, which other processes disturb less, beside it. */
function addKeystrokes(measure, name, way, costs) {
  if (costs.length === 0) return;
  const median = (of, unit) => quantile(costs.map((cost) => cost[of][unit]), 0.5);
  const wallMs = { parser: short(median('parser', 'wallMs')), server: short(median(way, 'wallMs')), slowest: short(quantile(costs.map((cost) => cost[way].wallMs), 0.95)) };
  const hasCpu = costs[0][way].cpuMs !== undefined;
  const cpuRatio = hasCpu ? short(median(way, 'cpuMs') / median('parser', 'cpuMs')) : undefined;
  const ratio = short(wallMs.server / wallMs.parser);
  const cpuText = cpuRatio === undefined ? '' : `, CPU time with neighbours ${cpuRatio}x`;
  add(measure, name, ratio, { keystrokes: costs.length, wallMs, cpuRatio }, `${ratio}x of the parser alone: ${wallMs.server} ms (95 %: ${wallMs.slowest} ms) against ${wallMs.parser} ms${cpuText}`);
}

async function type(repo, path, files, file) {
  const neighbours = neighboursOf(file.path, files);
  const { costs, typing, actions, findings } = await typeIn(path, file, neighbours, rounds);
  const name = `${repo}/${relative(path, file.path)}, ${file.lines} lines, ${file.calls} calls, ${findings} findings, ${neighbours.length} neighbours`;
  // Texts that only one of the two takes are no comparison.
  const parsed = costs.filter(({ isBroken, parser }) => !isBroken && !parser.isBroken);
  addKeystrokes('push', name, 'push', parsed);
  addKeystrokes('pull', name, 'pull', parsed);
  addKeystrokes('broken', name, 'pull', costs.filter(({ isBroken, parser }) => isBroken && parser.isBroken));
  addKeystrokes('typing', name, 'typing', typing.filter(({ isBroken, parser }) => !isBroken && !parser.isBroken));
  if (actions.length > 0) {
    const slowest = short(quantile(actions, 0.95));
    add('actions', name, slowest, { median: short(quantile(actions, 0.5)) }, `${short(quantile(actions, 0.5))} ms (95 %: ${slowest} ms)`);
  }
}

async function cold(repo, path, file) {
  const times = [];
  for (let round = 0; round < Math.max(3, rounds); round++) times.push(await coldStart(path, file));
  const of = (unit, share) => Math.round(quantile(times.map((time) => time[unit]), share));
  const details = { slowestMs: of('wallMs', 1), cpuMs: of('cpuMs', 0.5) };
  add('cold', `${repo}/${relative(path, file.path)}`, of('wallMs', 0.5), details, `${of('wallMs', 0.5)} ms (slowest: ${details.slowestMs} ms), ${details.cpuMs} ms of CPU time`);
}

async function memory(repo) {
  const path = resolve(folder, repo);
  const files = await sourceFiles(path);
  const open = [];
  for (const lines of sizes) open.push((await fileToTypeIn(path, files, lines)) ?? []);
  const { peak, settled, dependencies } = await memoryOf(path, open.flat());
  const rounded = (of) => ({ pss: Math.round(of.pss), rss: Math.round(of.rss) });
  const details = { files: files.length, dependencies, peak: rounded(peak), settled: rounded(settled) };
  add('memory', repo, details.peak.pss, details, `${details.peak.pss} MB of PSS at most (RSS ${details.peak.rss} MB), ${details.settled.pss} MB in the end, ${files.length.toLocaleString('en')} files, ${dependencies} dependencies`);
}

const ofTyping = ['push', 'pull', 'broken', 'typing', 'actions'].some((measure) => wanted.has(measure));
for (const repo of values.repos.split(',')) {
  const path = resolve(folder, repo);
  const files = await sourceFiles(path);
  for (const lines of sizes) {
    const file = await fileToTypeIn(path, files, lines);
    if (file === undefined) {
      skip('push', repo, `no file of about ${lines} lines has external calls`);
      continue;
    }
    if (wanted.has('cold')) await cold(repo, path, file);
    if (ofTyping) await type(repo, path, files, file);
  }
}
if (wanted.has('memory')) await memory(values.large);

mkdirSync(join(import.meta.dirname, '../results'), { recursive: true });
writeFileSync(join(import.meta.dirname, '../results/lsp.json'), `${JSON.stringify({ rounds, rows }, undefined, 2)}\n`);
process.exitCode = rows.every(({ passed }) => passed !== false) ? 0 : 1;
