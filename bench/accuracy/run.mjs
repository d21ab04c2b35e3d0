#!/usr/bin/env node
/**
 * npm run accuracy -- DIR [--labels FILE] [--mistakes] [--keep]
 * DIR holds the labelled repositories at their recorded commits. --mistakes lists the labels missed and wrongly
 * reported; --keep scores the results of the last run again. Exits with 1 if a bar is missed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments, refuse } from '../arguments.mjs';
import { checkoutOf, checkRepository, keptResult, readLabels } from './checkouts.mjs';
import { joinedRecall, printScore, score } from './score.mjs';

/** Advice and the inventory of calls are scored, too. */
const preset = 'all';
const here = dirname(fileURLToPath(import.meta.url));
const usage = 'npm run accuracy -- DIR [--labels FILE] [--mistakes] [--keep]: a folder with the labelled repositories, and the labels';
const { values, positionals } = readArguments(usage, {
  labels: { type: 'string', default: join(here, '../../../shared/corpus/labels.json') },
  mistakes: { type: 'boolean' },
  keep: { type: 'boolean' },
});
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) refuse(usage, `${folder ?? 'No folder'}: no checkouts there`);
if (!existsSync(values.labels)) refuse(usage, `${values.labels}: no such file`);

const { labels, repos } = readLabels(values.labels);
const results = new Map();
for (const { repo } of repos) {
  const kept = keptResult(repo, preset);
  if (values.keep && existsSync(kept)) {
    results.set(repo, JSON.parse(readFileSync(kept, 'utf8')));
    continue;
  }
  const checkout = checkoutOf(resolve(folder), repo);
  if (checkout === undefined) {
    console.log(`no checkout of ${repo} in ${folder}`);
    continue;
  }
  const { result, seconds } = checkRepository(repo, checkout, preset);
  results.set(repo, result);
  console.log(`${repo.padEnd(36)} ${String(result.calls.length).padStart(5)} calls ${String(result.findings.length).padStart(4)} findings ${String(result.errors.length).padStart(3)} errors ${seconds.toFixed(1).padStart(6)} s`);
}

const resultOf = (repo) => results.get(repo);
const rows = score(labels, resultOf);
const shown = ['R1', 'R2', 'R4', 'R5', 'R6'];
printScore('All labels', rows, shown);
printScore('Advice, without a bar', rows, ['R3']);
const joined = joinedRecall(rows, ['R2', 'R4', 'R5', 'R6']);
console.log(`\nR2+R4+R5+R6 together: recall ${joined.text} (${joined.right} of ${joined.right + joined.missed})`);

if (values.mistakes) {
  for (const [rule, { wrong, missed }] of [...rows].sort()) {
    for (const [word, list] of [['WRONG ', wrong], ['MISSED', missed]]) {
      for (const label of list) if (rule !== 'R7') console.log(`${word} ${rule} ${label.repo} ${label.path}:${label.line} ${label.call}: ${label.reason}`);
    }
  }
}

const bars = [
  ['at most 3 wrong for R1', (rows.get('R1')?.wrong.length ?? 0) <= 3],
  ...['R2', 'R4', 'R5', 'R6'].map((rule) => [`at most 1 wrong for ${rule}`, (rows.get(rule)?.wrong.length ?? 0) <= 1]),
  ['recall of R1 at least 85 %', joinedRecall(rows, ['R1']).right >= 0.85 * (joinedRecall(rows, ['R1']).right + joinedRecall(rows, ['R1']).missed)],
  ['recall of R2+R4+R5+R6 at least 85 %', joined.right >= 0.85 * (joined.right + joined.missed)],
];
console.log('');
for (const [name, holds] of bars) console.log(`${holds ? 'pass' : 'FAIL'}  ${name}`);
process.exitCode = bars.every(([, holds]) => holds) ? 0 : 1;
