/**
 * The packages as they are published: the modules of what lints in a few files, since each start pays for every file that it loads. What a
 * package depends on is left outside; what its sources import beside that is bundled with them. A CommonJS module that an ES module imports
 * costs most: Node looks for its exports, and V8 compiles what looks for them, 40 ms of CPU.
 */
import { build } from 'esbuild';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { noticesOf } from './bundled-licences.mjs';

/** Users bundle it themselves, and take out what they don't use. */
const leftAsBuilt = '@failsoft/runtime';
const repository = resolve(import.meta.dirname, '..');
const packagesFolder = join(repository, 'packages');

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
    if (!isLeft) await bundle(from, to, manifest);
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

async function bundle(from, to, manifest) {
  const { dependencies = {}, peerDependencies = {} } = manifest;
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: entriesOf(from, manifest),
    outdir: join(to, 'dist'),
    outbase: join(from, 'dist'),
    chunkNames: 'shared-[hash]',
    bundle: true,
    splitting: true,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['node:*', ...Object.keys({ ...dependencies, ...peerDependencies })],
    format: 'esm',
    target: 'es2023',
    metafile: true,
    logLevel: 'warning',
  });
  const isOthers = Object.keys(metafile.inputs).some((path) => path.includes('node_modules/'));
  if (isOthers) writeFileSync(join(to, 'dist/THIRD-PARTY-NOTICES.txt'), noticesOf([metafile], repository));
}
