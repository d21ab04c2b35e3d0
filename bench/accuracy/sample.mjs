#!/usr/bin/env node
/**
 * npm run accuracy:sample -- DIR EXAMPLES_DIR [--draw N] [--keep] [--show]
 * Draws 200 findings of the recommended preset by a hash of the draw, rule, path and line, at most 20 a repository, from the labelled repositories
 * in DIR and libraries' own examples in EXAMPLES_DIR, and counts the verdicts of verdicts.json. A draw leaves out what
 * was read in another. --show prints the findings that nobody has read yet, with their code; --keep takes the results
 * of the last run.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments, refuse } from '../arguments.mjs';
import { checkRepository, keptResult, readVerdicts, sampledRepositories, verdictKey } from './checkouts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const size = 200;
const maxPerRepo = 20;
const bar = 0.93;
const usage = "npm run accuracy:sample -- DIR EXAMPLES_DIR [--labels FILE] [--draw N] [--show] [--keep]: the labelled repositories, and libraries' examples";
const { values, positionals } = readArguments(usage, {
  labels: { type: 'string', default: join(here, '../../../shared/corpus/labels.json') },
  draw: { type: 'string', default: '2' },
  keep: { type: 'boolean' },
  show: { type: 'boolean' },
});
const [folder, examplesFolder] = positionals;
if (folder === undefined || examplesFolder === undefined) refuse(usage, 'Two folders are needed');

const sources = sampledRepositories(values.labels, folder, examplesFolder);

const draw = Number(values.draw);
const read = readVerdicts();
const readElsewhere = new Set(read.filter((verdict) => (verdict.draw ?? 1) !== draw).map(verdictKey));
const hashOf = ({ rule, path, line }) => createHash('sha256').update(`${draw === 1 ? '' : `${draw} `}${rule} ${path} ${line}`).digest('hex');
const drawn = [];
for (const { repo, checkout } of sources) {
  if (checkout === undefined) {
    console.log(`no checkout of ${repo}`);
    continue;
  }
  const kept = keptResult(repo, 'recommended');
  const result = values.keep && existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : checkRepository(repo, checkout, 'recommended').result;
  const findings = result.findings.map((finding) => ({ ...finding, repo, checkout, hash: hashOf(finding) })).filter((finding) => !readElsewhere.has(verdictKey(finding)));
  drawn.push(...findings.sort((a, b) => a.hash.localeCompare(b.hash)).slice(0, maxPerRepo));
}
const sample = drawn.sort((a, b) => a.hash.localeCompare(b.hash)).slice(0, size);

const verdicts = new Map(read.map((verdict) => [verdictKey(verdict), verdict]));
const judged = sample.map((finding) => ({ finding, verdict: verdicts.get(verdictKey(finding)) }));
const unread = judged.filter(({ verdict }) => verdict === undefined);
const wrong = judged.filter(({ verdict }) => verdict?.verdict === 'wrong');
const right = judged.filter(({ verdict }) => verdict?.verdict === 'right');

if (values.show) {
  for (const { finding } of unread) {
    const lines = readFileSync(join(finding.checkout, finding.path), 'utf8').split('\n');
    console.log(`\n${finding.repo} ${finding.rule} ${finding.path}:${finding.line}\n${finding.message}`);
    for (let line = Math.max(1, finding.line - 6); line <= Math.min(lines.length, finding.line + 8); line++) console.log(`${line === finding.line ? '>' : ' '} ${String(line).padStart(5)} ${lines[line - 1]}`);
  }
}
for (const { finding, verdict } of wrong) console.log(`wrong  ${finding.repo} ${finding.path}:${finding.line} ${finding.rule}: ${[verdict.class, verdict.reason].filter((said) => said !== undefined).join(': ')}`);
const share = right.length / (right.length + wrong.length);
console.log(`\n${sample.length} findings drawn, ${right.length} right, ${wrong.length} wrong, ${unread.length} not read: ${(100 * share).toFixed(1)} % right (bar ${100 * bar} %)`);
process.exitCode = unread.length === 0 && share >= bar ? 0 : 1;
