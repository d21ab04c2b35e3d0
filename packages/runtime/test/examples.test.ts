/** Every block of TypeScript in the README and in the doc comments type-checks, runs, and prints what it says. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemsIn, strictOptions } from './compiler.js';
import { examplesOf } from './examples.js';
import { exportedSources } from './exported-sources.js';
import { startSilentServer, type SilentServer } from './servers.js';

const packageFolder = join(import.meta.dirname, '..');
const examples = examplesOf(packageFolder);
/** The longest first: an alias of esbuild is one for all that begins with it. */
const sources = exportedSources(packageFolder).toSorted(([a], [b]) => b.length - a.length);

it('the docs have examples, and each shows something', () => {
  expect(examples.length).toBeGreaterThan(10);
  expect(examples.filter(({ code, prints }) => prints.length === 0 && !/\bassert[.(]/.test(code))).toEqual([]);
});

describe('an example', () => {
  let folder: string;
  let silent: SilentServer;

  beforeAll(async () => {
    // Within the repository, where the client libraries are found.
    const parent = join(packageFolder, '../../.tmp');
    mkdirSync(parent, { recursive: true });
    folder = mkdtempSync(join(parent, 'runtime-examples-'));
    silent = await startSilentServer();
    return async () => {
      rmSync(folder, { recursive: true, force: true });
      await silent.close();
    };
  });

  it.each(examples)('$place runs', async ({ code, prints }) => {
    const file = join(folder, 'example.mjs');
    await build({
      stdin: {
        contents: `import './test/example-host.ts';\n${code}\nprocess.exit();`,
        loader: 'ts',
        resolveDir: packageFolder,
      },
      alias: Object.fromEntries(sources),
      bundle: true,
      ignoreAnnotations: true, // `sideEffects: false` would drop the world
      packages: 'external',
      platform: 'node',
      format: 'esm',
      outfile: file,
    });
    const env = { ...process.env, REDIS_URL: `redis://127.0.0.1:${silent.port}` };
    const { stdout } = await promisify(execFile)(process.execPath, [file], { env, timeout: 50_000 });

    expect(stdout.split('\n').slice(0, -1)).toEqual(prints);
  });

  it('type-checks', () => {
    const places = new Map(examples.map((example, index) => [join(packageFolder, `example-${index}.mts`), example]));
    const files = [...places].map(([path, { code }]) => [path, `${code}\nexport {};\n`] as const);
    const paths = Object.fromEntries(sources.map(([specifier, source]) => [specifier, [source]]));
    const problems = problemsIn(new Map(files), { ...strictOptions, types: ['node'], paths });

    expect(problems.map(({ file = '', message }) => `${places.get(file)?.place}: ${message}`)).toEqual([]);
  });
});
