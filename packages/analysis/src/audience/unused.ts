/** Files of an application that nothing loads: they export, and nobody imports them, or tests alone. Only where every import is seen. */
import type { PackageManifest, Workspace } from '../workspace/workspace.js';
import { anyOf } from '../any-of.js';
import { isTestPath, loadedByPlace, relativePaths } from './places.js';
import { scriptsOf, withoutExtension } from './package-scripts.js';
import { importsUnseenFiles, loadedByName, mayStartItself } from './programs.js';

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

const maxLevels = 3;

export function isUnused(workspace: Workspace, path: string, text: string, levels = maxLevels): boolean {
  const manifest = workspace.manifest(path);
  if (manifest === undefined || !isBundled(manifest) || !exportsByName.test(text) || exportsOtherwise.test(text)) return false;
  const { inPackage } = relativePaths(workspace, path);
  // What stands at the top may be a file that a tool looks for by its name.
  if (!inPackage.replace(/^src\//, '').includes('/') || loadedByPlace.test(inPackage) || loadedByName.test(text) || mayStartItself(text)) return false;
  if (scriptsOf(workspace, path)?.programs.has(withoutExtension(path)) === true) return false;
  const importers = workspace.index.importersOf(path);
  if (levels === 0 || importers.some((importer) => !isUnused(workspace, importer, workspace.text(importer) ?? '', levels - 1))) return false;
  return isClosed(workspace, manifest) && !foldersOfComputedImports(workspace).has(manifest.folder);
}

/** Tests alone import it, and nothing else has its name, as what a template or a bundler is told to load has. */
export function isUsedByTestsOnly(workspace: Workspace, path: string, text: string): boolean {
  const importers = workspace.index.importersOf(path);
  if (importers.length === 0 || !importers.every((importer) => isTestPath(workspace, importer))) return false;
  const manifest = workspace.manifest(path);
  if (manifest === undefined || manifest.bins.size > 0 || scriptsOf(workspace, path)?.isLibrary !== false || importsUnseenFiles(manifest)) return false;
  const { inPackage } = relativePaths(workspace, path);
  if (!exportsByName.test(text) || exportsOtherwise.test(text) || loadedByPlace.test(inPackage) || loadedByName.test(text) || mayStartItself(text)) return false;
  const name = withoutExtension(path.slice(path.lastIndexOf('/') + 1));
  const isNamed = workspace.index.filesMentioning(name).some((other) => other !== path && !isTestPath(workspace, other));
  return !isNamed && !foldersOfComputedImports(workspace).has(manifest.folder);
}

function isBundled({ dependencies, bins }: PackageManifest): boolean {
  return dependencies.has('next') && bins.size === 0 && ![...dependencies.keys()].some((name) => otherSources.test(name));
}

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
