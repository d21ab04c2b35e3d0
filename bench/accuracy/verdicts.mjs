#!/usr/bin/env node
/**
 * npm run accuracy:verdicts -- DIR EXAMPLES_DIR [--only OWNER/NAME] [--keep]
 * Checks every repository of which findings were read, in any draw, and says what has become of them: the right ones that are no longer
 * reported and the wrong ones that still are. Findings that nobody has read are not shown. --keep takes the results of the last run.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments, refuse } from '../arguments.mjs';
import { checkRepository, keptResult, readVerdicts, sampledRepositories, verdictKey } from './checkouts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const usage = "npm run accuracy:verdicts -- DIR EXAMPLES_DIR [--labels FILE] [--only REPO] [--keep]: the labelled repositories, and libraries' examples";
const { values, positionals } = readArguments(usage, {
  labels: { type: 'string', default: join(here, '../../../shared/corpus/labels.json') },
  only: { type: 'string', multiple: true },
  keep: { type: 'boolean' },
});
const [folder, examplesFolder] = positionals;
if (folder === undefined || examplesFolder === undefined) refuse(usage, 'Two folders are needed');

const verdicts = readVerdicts().filter(({ repo }) => values.only === undefined || values.only.includes(repo));
const wanted = new Set(verdicts.map(({ repo }) => repo));
const reported = new Set();
const checked = new Set();
for (const { repo, checkout } of sampledRepositories(values.labels, folder, examplesFolder)) {
  if (!wanted.has(repo) || checked.has(repo)) continue;
  if (checkout === undefined) {
    console.log(`no checkout of ${repo}`);
    continue;
  }
  const kept = keptResult(repo, 'recommended');
  const { findings } = values.keep && existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : checkRepository(repo, checkout, 'recommended').result;
  for (const finding of findings) reported.add(verdictKey({ ...finding, repo }));
  checked.add(repo);
}

const known = verdicts.filter(({ repo }) => checked.has(repo));
const of = (word, isReported) => known.filter((verdict) => verdict.verdict === word && reported.has(verdictKey(verdict)) === isReported);
const lost = of('right', false);
const stillWrong = of('wrong', true);
for (const verdict of lost) console.log(`lost   ${verdictKey(verdict)} (draw ${verdict.draw ?? 1})`);
for (const verdict of stillWrong) console.log(`wrong  ${verdictKey(verdict)}: ${[verdict.class, verdict.reason].filter(Boolean).join(': ')}`);
console.log(`\nright: ${of('right', true).length} reported, ${lost.length} silent; wrong: ${stillWrong.length} reported, ${of('wrong', false).length} silent`);
