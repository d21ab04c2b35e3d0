/** The labelled repositories, and what `failsoft check` says of each. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const bin = join(here, '../../packages/cli/bin/failsoft.js');
const resultsFolder = join(here, '../results/accuracy');

/** Where the results of a preset are kept. */
export function keptResult(repo, preset) {
  return join(resultsFolder, preset, `${repo.replace('/', '__')}.json`);
}

export function readLabels(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The checkout of `owner/name` in a folder: `owner__name`, `owner/name` or `name`. */
export function checkoutOf(folder, repo) {
  const [owner, name] = repo.split('/');
  return [`${owner}__${name}`, repo, name].map((path) => join(folder, path)).find((path) => existsSync(path));
}

/** The labelled repositories and libraries' own examples, each with what of its checkout is looked at; undefined where there is none. */
export function sampledRepositories(labels, folder, examplesFolder) {
  return [
    ...readLabels(labels).repos.map(({ repo }) => ({ repo, checkout: checkoutOf(resolve(folder), repo) })),
    ...readJson('examples.json').repos.map(({ repo, folder: inside }) => {
      const checkout = checkoutOf(resolve(examplesFolder), repo);
      return { repo, checkout: checkout === undefined ? undefined : join(checkout, inside) };
    }),
  ];
}

/** What readers said of single findings, in all draws. */
export function readVerdicts() {
  return readJson('verdicts.json').verdicts;
}

export function verdictKey({ repo, rule, path, line }) {
  return `${repo} ${rule} ${path}:${line}`;
}

function readJson(name) {
  return JSON.parse(readFileSync(join(here, name), 'utf8'));
}

/** Runs the check as a user of the preset would, and keeps what it prints. */
export function checkRepository(repo, checkout, preset) {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'check', '--preset', preset, '--format', 'json'], {
    cwd: checkout,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status === 2 || stdout === '') throw new Error(`failsoft check failed on ${repo} (exit ${status}):\n${stderr}`);
  const result = JSON.parse(stdout);
  const kept = keptResult(repo, preset);
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, stdout);
  return { result, seconds: (Date.now() - started) / 1000 };
}
