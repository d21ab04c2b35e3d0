/** What rewrites may know of the project: which modules a file can import. */
import type { Analysis, ModuleModel } from '@failsoft/analysis';
import type { RewriteContext } from '@failsoft/analysis/rewrites';

export function rewriteContextFor(module: ModuleModel, { workspace, settings }: Analysis): RewriteContext {
  return {
    module,
    settings,
    root: workspace.root,
    canImport(specifier) {
      const here = workspace.manifest(module.path);
      const resolution = workspace.resolve(specifier, module.path);
      if (resolution.kind === 'package') return here?.dependencies.has(resolution.name) === true;
      if (resolution.kind !== 'file') return false;
      // A package of the workspace is a dependency like any other.
      const there = workspace.manifest(resolution.path);
      return there?.folder === here?.folder || (there?.name !== undefined && here?.dependencies.has(there.name) === true) || specifier.startsWith('.');
    },
  };
}
