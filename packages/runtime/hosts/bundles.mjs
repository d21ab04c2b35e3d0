import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

const packageFolder = join(import.meta.dirname, '..');

/** Sub-paths that are for Node alone: each says so in its documentation. Whatever is not named here must do without. */
const needNode = JSON.parse(readFileSync(join(import.meta.dirname, 'need-node.json'), 'utf8'));

/** What a bundle for the edge imports, by sub-path. */
async function importsOf(file) {
  const { metafile } = await build({
    entryPoints: [join(packageFolder, file)],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'neutral',
    conditions: ['workerd', 'worker', 'browser'],
    format: 'esm',
    external: ['node:*', ...builtinModules],
    packages: 'external',
  });
  return Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
}

const isOfNode = (path) => path.startsWith('node:') || builtinModules.includes(path);

/** Every export, bundled as for a worker: no module of Node, and the core no other package either. */
export const bundles = {
  name: 'bundles for the edge',
  async run() {
    const { exports } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
    const passed = [];
    const failures = [];
    for (const [subPath, target] of Object.entries(exports)) {
      if (typeof target === 'string') continue;
      const imports = await importsOf(target.default).catch((error) => {
        failures.push(`${subPath}: ${error.message}`);
      });
      if (imports === undefined) continue;
      const ofNode = imports.filter(isOfNode);
      if (subPath === '.' && imports.length > 0) failures.push(`the core imports ${imports.join(', ')}`);
      else if (ofNode.length > 0 && !needNode.includes(subPath)) failures.push(`${subPath} imports ${ofNode.join(', ')}`);
      else if (ofNode.length === 0 && needNode.includes(subPath)) failures.push(`${subPath} is said to need Node, and does not`);
      else passed.push(subPath);
    }
    return { passed, failures, version: 'esbuild, platform neutral, condition workerd' };
  },
};
