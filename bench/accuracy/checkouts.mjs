/** The labelled repositories, and what `failsoft check` says of each. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const bin = join(here, '../../packages/cli/bin/failsoft.js');
export const resultsFolder = join(here, '../results/accuracy');

export function readLabels(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The checkout of `owner/name` in a folder: `owner__name`, `owner/name` or `name`. */
export function checkoutOf(folder, repo) {
  const [owner, name] = repo.split('/');
  return [`${owner}__${name}`, repo, name].map((path) => join(folder, path)).find((path) => existsSync(path));
}

/** Runs the check as a user would, with everything reported, and keeps what it prints. */
export function checkRepository(repo, checkout) {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'check', '--preset', 'all', '--format', 'json'], {
    cwd: checkout,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status === 2 || stdout === '') throw new Error(`failsoft check failed on ${repo} (exit ${status}):\n${stderr}`);
  const result = JSON.parse(stdout);
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(join(resultsFolder, `${repo.replace('/', '__')}.json`), stdout);
  return { result, seconds: (Date.now() - started) / 1000 };
}
