/**
 * Plays, prints and judges. Exits with 1 if our own columns are not all right, a claim about a peer does not hold, or it is
 * not what the README says.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refutations, type Claim } from './claims.js';
import { cockatiel } from './peers/cockatiel.js';
import { effect } from './peers/effect.js';
import { failsoft, failsoftDependency } from './peers/failsoft.js';
import { mollitia } from './peers/mollitia.js';
import { opossum } from './peers/opossum.js';
import { pLimitLibrary, pRetryLibrary, pTimeoutLibrary } from './peers/small-libraries.js';
import { playAll } from './play.js';
import { countsOf, tableOf, wrongsOf } from './report.js';

const [folder = '.', results = '.'] = process.argv.slice(2);
const own = [failsoft, failsoftDependency];
const libraries = [...own, cockatiel, opossum, mollitia, effect, pTimeoutLibrary, pRetryLibrary, pLimitLibrary];
const ownNames = own.map(({ name }) => name);
const names = libraries.map(({ name }) => name);
const packageOf: Readonly<Record<string, string>> = { Effect: 'effect' };

/** What a library makes of a failure later, outside of its scenario, must not end the play. */
process.on('unhandledRejection', () => undefined);

const versionOf = (library: string): string => {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'node_modules', packageOf[library] ?? library, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
};

const claims: readonly Claim[] = JSON.parse(readFileSync(join(folder, 'claims.json'), 'utf8'));
const rows = await playAll(libraries, folder);
const versions = names.filter((name) => !ownNames.includes(name)).map((name) => `${name} ${versionOf(name)}`).join(', ');
const wrongs = wrongsOf(rows, names);
const report = `${tableOf(rows, names)}\n\n✓ right, ✗ wrong, · not offered. ${versions}; Node ${process.version}.\n\n${countsOf(rows, names)}\n`;

mkdirSync(results, { recursive: true });
writeFileSync(join(results, 'runtime-peers.md'), `${report}\nWhat was seen where one is wrong:\n\n${wrongs}\n`);
writeFileSync(join(results, 'runtime-peers.json'), JSON.stringify({ node: process.version, rows }, null, 2));
console.log(report);

const ownFaults = wrongsOf(rows, ownNames);
const refuted = refutations(claims, rows, versionOf);
const readme = readFileSync(join(folder, '../../packages/runtime/README.md'), 'utf8').replaceAll(/\s+/g, ' ');
const unsaid = claims.filter(({ says }) => !readme.includes(says));
if (ownFaults !== '') console.log(`We are not right:\n${ownFaults}\n`);
if (refuted.length > 0) console.log(`Claims that do not hold:\n${refuted.join('\n')}\n`);
console.log(`${ownFaults === '' ? 'PASS' : 'FAIL'} our own columns are all right`);
console.log(`${refuted.length === 0 ? 'PASS' : 'FAIL'} ${claims.length} claims about other libraries hold`);
console.log(`${unsaid.length === 0 ? 'PASS' : 'FAIL'} they stand in the runtime's README${unsaid.map(({ says }) => `\n  not so: ${says}`).join('')}`);
process.exit(ownFaults === '' && refuted.length + unsaid.length === 0 ? 0 : 1);
