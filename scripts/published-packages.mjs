/** The packages as they are published: the modules of what lints in a few files, since each start pays for every file that it loads. */
import { build } from 'esbuild';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Users bundle it themselves, and take out what they don't use. */
const leftAsBuilt = '@failsoft/runtime';
const packagesFolder = resolve(import.meta.dirname, '../packages');

/** Folder and manifest of each package that is published. */
export function publicPackages() {
  return readdirSync(packagesFolder)
    .map((name) => join(packagesFolder, name))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }))
    .filter(({ manifest }) => manifest.private !== true);
}

/**
 * Writes every public package to `<folder>/node_modules/<name>`, built packages given, and answers with those folders by name.
 * Within the repository they find one another there, and what they depend on further up.
 */
export async function writePackages(folder) {
  const written = new Map();
  for (const { folder: from, manifest } of publicPackages()) {
    const to = join(folder, 'node_modules', manifest.name);
    rmSync(to, { recursive: true, force: true });
    mkdirSync(to, { recursive: true });
    for (const name of ['package.json', 'README.md', 'LICENSE', 'bin', ...manifest.files.filter((file) => !file.startsWith('!') && file !== 'dist')]) {
      if (existsSync(join(from, name))) cpSync(join(from, name), join(to, name), { recursive: true });
    }
    const isLeft = manifest.name === leftAsBuilt;
    cpSync(join(from, 'dist'), join(to, 'dist'), { recursive: true, filter: (path) => isLeft || !/\.(?:js|tsbuildinfo)$/.test(path) });
    if (!isLeft) await bundle(from, to, entriesOf(from, manifest));
    if (existsSync(join(from, 'node_modules'))) symlinkSync(join(from, 'node_modules'), join(to, 'node_modules'));
    written.set(manifest.name, to);
  }
  return written;
}

/** What `exports` and `bin` lead to, in dist/. */
function entriesOf(folder, { exports, bin = {} }) {
  const exported = Object.values(exports).flatMap((target) => (typeof target === 'string' ? target : (target.default ?? [])));
  const started = Object.values(bin).flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/from '\.\.\/(dist\/[^']+)'/g)].map(([, path]) => path));
  return [...exported, ...started].filter((path) => path.endsWith('.js')).map((path) => join(folder, path));
}

async function bundle(from, to, entryPoints) {
  await build({
    entryPoints,
    outdir: join(to, 'dist'),
    outbase: join(from, 'dist'),
    chunkNames: 'shared-[hash]',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'neutral',
    external: ['node:*'],
    format: 'esm',
    target: 'es2023',
    logLevel: 'warning',
  });
}
