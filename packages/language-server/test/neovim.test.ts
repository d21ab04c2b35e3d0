import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryProject } from '../../linter/test/temporary-project.js';
import { manifest, unbounded } from './projects.js';

const isInstalled = spawnSync('nvim', ['--version']).status === 0;
const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Left out where it is not installed, but not by CI, which installs it. */
test.skipIf(!isInstalled && process.env['CI'] === undefined)('Neovim shows a diagnostic, takes its quick fix and writes the file', { timeout: 240_000 }, () => {
  expect(isInstalled, 'Neovim is not installed: apt-get install neovim').toBe(true);
  const { folder, read } = temporaryProject({ 'package.json': manifest, 'src/redis.ts': unbounded });
  const places = Object.fromEntries(['XDG_DATA_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME', 'XDG_CONFIG_HOME'].map((name) => [name, folder]));
  const { stdout, status } = spawnSync('nvim', ['--headless', '--clean', '-n', '-S', pathOf('./neovim.lua')], {
    encoding: 'utf8',
    timeout: 200_000,
    env: { ...process.env, ...places, SERVER: pathOf('../bin/failsoft-language-server.js'), SAMPLE: `${folder}/src/redis.ts` },
  });
  expect({ stdout, status }).toEqual({ stdout: '3:26 failsoft require-timeout\nSet commandTimeout to 1_000 ms\n', status: 0 });
  expect(read('src/redis.ts')).toBe(unbounded.replace("?? '')", "?? '', { commandTimeout: 1_000 })"));
});
