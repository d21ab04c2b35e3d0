/** What rewrites may know of the project: which modules a file can import. */
import type { Analysis, ModuleModel } from '@failsoft/analysis';
import type { RewriteContext } from '@failsoft/analysis/rewrites';

export function rewriteContextFor(module: ModuleModel, { workspace, settings }: Analysis): RewriteContext {
  return {
    module,
    settings,
    root: workspace.root,
    canImport(specifier) {
      const resolution = workspace.resolve(specifier, module.path);
      if (resolution.kind === 'file') return true;
      if (resolution.kind !== 'package') return false;
      return workspace.manifest(module.path)?.dependencies.has(resolution.name) === true;
    },
  };
}
