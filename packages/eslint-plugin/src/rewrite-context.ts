/** What rewrites may know of the project: which modules a file can import. */
import { dirname, relative } from 'node:path/posix';
import type { Analysis, ModuleModel } from '@failsoft/analysis';
import type { RewriteContext } from '@failsoft/analysis/rewrites';

const runtimePackage = '@failsoft/runtime';

/** @param lacks told of what the file would have to import and can't */
export function rewriteContextFor(module: ModuleModel, { workspace, settings }: Analysis, lacks: RewriteContext['lacks']): RewriteContext {
  return {
    module,
    settings,
    root: workspace.root,
    // Looked for only if a rewrite needs it.
    get runtime() {
      return settings.runtime ?? copiedRuntime(module, workspace) ?? runtimePackage;
    },
    canImport(specifier) {
      const here = workspace.manifest(module.path);
      const resolution = workspace.resolve(specifier, module.path);
      if (resolution.kind === 'package') return here?.dependencies.has(resolution.name) === true;
      if (resolution.kind !== 'file') return false;
      // A package of the workspace is a dependency like any other.
      const there = workspace.manifest(resolution.path);
      return there?.folder === here?.folder || (there?.name !== undefined && here?.dependencies.has(there.name) === true) || specifier.startsWith('.');
    },
    lacks,
  };
}

/** The copy in the file's own package, as settings would name it; of several the nearest. */
function copiedRuntime({ path }: ModuleModel, workspace: Analysis['workspace']): string | undefined {
  const { folder } = workspace.manifest(path) ?? {};
  const copies = workspace.index.copiesOf(runtimePackage).filter((copy) => copy !== path && workspace.manifest(copy)?.folder === folder);
  const [nearest] = copies.sort((a, b) => relative(dirname(path), a).length - relative(dirname(path), b).length || (a < b ? -1 : 1));
  return nearest === undefined ? undefined : `./${relative(workspace.root, nearest).replace(/\.[cm]?[jt]s$/, '')}`;
}
