#!/usr/bin/env node
/**
 * npm run bench:lint -- DIR [--rounds N]
 * ESLint with the recommended preset against ESLint with the parser and no rule, on three of the labelled
 * repositories in DIR. Runs alternate, each in a process of its own; figures are medians of the ratios of CPU time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const bar = 1.25;
const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string', default: '5' }, repos: { type: 'string' } } });
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) {
  console.error('usage: npm run bench:lint -- DIR [--rounds N] [--repos a,b,c]: a folder with checkouts');
  process.exit(2);
}
const repos = (values.repos ?? 'umami-software__umami,karakeep-app__karakeep,hoppscotch__hoppscotch').split(',');

function lintOnce(repo, variant) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(here, 'lint-once.mjs'), resolve(folder, repo), variant], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${repo} ${variant}: ${stderr}`);
  return JSON.parse(stdout);
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const rows = [];
for (const repo of repos) {
  const ratios = [];
  let last;
  for (let round = 0; round < Number(values.rounds); round++) {
    const [first, second] = round % 2 === 0 ? ['parser', 'recommended'] : ['recommended', 'parser'];
    const runs = { [first]: lintOnce(repo, first), [second]: lintOnce(repo, second) };
    ratios.push(runs.recommended.cpuMs / runs.parser.cpuMs);
    last = runs;
  }
  const row = {
    repo,
    files: last.recommended.files,
    findings: last.recommended.findings,
    parserCpuMs: Math.round(last.parser.cpuMs),
    ratio: Number(median(ratios).toFixed(3)),
    spread: [Math.min(...ratios), Math.max(...ratios)].map((ratio) => Number(ratio.toFixed(3))),
    reparsedShare: Number((last.recommended.parsed / last.recommended.files).toFixed(3)),
    peakMb: { parser: last.parser.peakMb, recommended: last.recommended.peakMb },
  };
  rows.push(row);
  console.log(`${row.ratio <= bar ? 'pass' : 'FAIL'}  ${repo}: ${row.ratio}x (${row.spread.join('-')}) of the parser alone, ${row.files} files, ${row.findings} findings, ${(100 * row.reparsedShare).toFixed(1)} % parsed again, ${row.peakMb.recommended} MB`);
}
mkdirSync(join(here, '../results'), { recursive: true });
writeFileSync(join(here, '../results/lint.json'), `${JSON.stringify({ bar, rows }, undefined, 2)}\n`);
process.exitCode = rows.every(({ ratio }) => ratio <= bar) ? 0 : 1;
