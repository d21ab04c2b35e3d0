/** The value behind an import, for what origins do not tell apart: lists and enums. */
import type { ModuleModel } from '../module/model.js';
import type { Value } from '../module/value.js';
import type { Resolver } from './resolver.js';
import { includes } from '../workspace/basis.js';

export type ExportedValue =
  | { readonly kind: 'value'; readonly value: Value; readonly module: ModuleModel }
  | { readonly kind: 'enum' }
  /** In a file of the project, and nothing that one expression says. */
  | { readonly kind: 'other' };

const maxHops = 5;

/** undefined where the import leads to no file of the project. */
export function exportedValue(resolver: Resolver, specifier: string, name: string, from: ModuleModel, hops = 0): ExportedValue | undefined {
  const resolution = resolver.workspace.resolve(specifier, from.path);
  if (resolution.kind !== 'file') return undefined;
  const module = hops > maxHops ? undefined : resolver.module(resolution.path);
  return module === undefined ? { kind: 'other' } : exportOf(resolver, module, name, hops);
}

function exportOf(resolver: Resolver, module: ModuleModel, name: string, hops: number): ExportedValue {
  for (const item of module.exports) {
    if (item.kind === 'all') {
      const found = mayExport(resolver, item.specifier, name, module) ? exportedValue(resolver, item.specifier, name, module, hops + 1) : undefined;
      if (found !== undefined && found.kind !== 'other') return found;
    } else if (item.kind === 'module' || item.name !== name) continue;
    else if (item.kind === 'local') return { kind: 'value', value: item.value, module };
    else if (item.kind === 'forward') return exportedValue(resolver, item.specifier, item.imported, module, hops + 1) ?? { kind: 'other' };
    else return named(resolver, module, item.local, hops);
  }
  return { kind: 'other' };
}

function mayExport({ workspace }: Resolver, specifier: string, name: string, { path }: ModuleModel): boolean {
  const resolution = workspace.resolve(specifier, path);
  return resolution.kind === 'file' && workspace.passes(resolution.path, includes(name));
}

function named(resolver: Resolver, module: ModuleModel, local: string, hops: number): ExportedValue {
  const binding = module.scope.names.get(local);
  if (binding?.keyword === 'enum') return { kind: 'enum' };
  const source = binding?.source;
  if (source?.from === 'value' && source.path.length === 0 && binding?.assigned.length === 0) return { kind: 'value', value: source.value, module };
  if (source?.from === 'import') return exportedValue(resolver, source.specifier, source.imported, module, hops + 1) ?? { kind: 'other' };
  return { kind: 'other' };
}
