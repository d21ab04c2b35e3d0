#!/usr/bin/env node
/**
 * npm run bench:peers
 * Plays the runtime's behaviours (packages/runtime/test/behaviours) on the runtime and on other libraries, prints a table,
 * and writes it with what was seen to bench/results/. Its libraries are installed in this folder.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const folder = import.meta.dirname;
const built = join(folder, 'dist', 'main.mjs');
if (!existsSync(join(folder, 'node_modules'))) {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
const options = { bundle: true, platform: 'node', format: 'esm', packages: 'external' };
await build({ ...options, entryPoints: [join(folder, 'main.ts')], outfile: built });
// For programs of their own, which import the runtime as they do the others.
await build({ ...options, entryPoints: [join(folder, '../../packages/runtime/src/index.ts')], outfile: join(folder, 'dist', 'failsoft.mjs') });
const { status } = spawnSync(process.execPath, [built, folder, join(folder, '..', 'results')], { stdio: 'inherit', timeout: 300_000 });
process.exitCode = status ?? 1;
