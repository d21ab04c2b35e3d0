/** Files of an application that no bundler finds: they export, and nothing imports them. Only where every import is seen. */
import type { PackageManifest, Workspace } from '../workspace/workspace.js';
import { anyOf } from '../any-of.js';
import { loadedByPlace, relativePaths } from './places.js';
import { scriptsOf, withoutExtension } from './package-scripts.js';
import { packageTrait } from './package-traits.js';
import { loadedByName, mayStartItself } from './programs.js';

const exportsByName = /^export\s+(?:async\s+)?(?:function|const|class)\b/m;
/** What else may export is loaded in more ways than by a name. */
const exportsOtherwise = /^\s*export\s*(?:default\b|\*|\{)|\bmodule\.exports\b|\bexports\.\w+\s*=/m;
/** Pages that are no source files import what they like. */
const otherSources = /mdx|contentlayer|velite|nextra|fumadocs|^(?:vue|svelte|astro)$/;
/** Of code: messages and styles may have such names. */
const computed = anyOf(
  /\b(?:import|require)\s*\(\s*(?:\/\*[^*]*\*\/\s*)?(?:[^\s'"`/)]|`[^`\n]{0,200}\$\{[^`\n]{0,200}(?<!\.(?:json|css|svg|md))`)/,
  /\brequire\.context\b|\bimport\.meta\.glob\b/,
);

const closed = new WeakMap<PackageManifest, boolean>();
const computing = new WeakMap<Workspace, { readonly generation: number; readonly folders: ReadonlySet<string> }>();

export function isUnused(workspace: Workspace, path: string, text: string): boolean {
  const manifest = workspace.manifest(path);
  if (manifest === undefined || !isBundled(manifest) || !exportsByName.test(text) || exportsOtherwise.test(text)) return false;
  const { inPackage } = relativePaths(workspace, path);
  // What stands at the top may be a file that a tool looks for by its name.
  if (!inPackage.replace(/^src\//, '').includes('/') || loadedByPlace.test(inPackage) || loadedByName.test(text) || mayStartItself(text)) return false;
  if (workspace.index.importersOf(path).length > 0 || scriptsOf(workspace, path)?.programs.has(withoutExtension(path)) === true) return false;
  return isClosed(workspace, manifest) && !foldersOfComputedImports(workspace).has(manifest.folder);
}

const isBundled = packageTrait(
  ({ dependencies, bins }) => dependencies.has('next') && bins.size === 0 && ![...dependencies.keys()].some((name) => otherSources.test(name)),
);

/** Nobody imports the package, and its bundler has no names of its own for files. */
function isClosed(workspace: Workspace, manifest: PackageManifest): boolean {
  let isKnown = closed.get(manifest);
  if (isKnown === undefined) {
    const { folder } = manifest;
    const configs = ['js', 'mjs', 'cjs', 'ts'].map((ending) => workspace.text(`${folder}/next.config.${ending}`) ?? '');
    isKnown = scriptsOf(workspace, `${folder}/package.json`)?.isLibrary === false && !configs.some((text) => /alias/i.test(text));
    closed.set(manifest, isKnown);
  }
  return isKnown;
}

/** Of packages in which an import's specifier is computed. */
function foldersOfComputedImports(workspace: Workspace): ReadonlySet<string> {
  const { generation } = workspace;
  let known = computing.get(workspace);
  if (known?.generation !== generation) {
    const folders = new Set<string>();
    for (const word of ['import', 'require']) {
      for (const path of workspace.index.filesMentioning(word)) {
        const folder = workspace.manifest(path)?.folder;
        if (folder !== undefined && !folders.has(folder) && computed.test(workspace.text(path) ?? '')) folders.add(folder);
      }
    }
    computing.set(workspace, (known = { generation, folders }));
  }
  return known.folders;
}
