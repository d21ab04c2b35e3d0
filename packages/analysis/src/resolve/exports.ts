import type { ModuleModel } from '../module/model.js';
import type { TextTest } from '../workspace/basis.js';
import { packageOf } from '../workspace/specifier.js';
import type { Resolution } from '../workspace/workspace.js';
import type { Origin } from './origin.js';
import type { Resolver } from './resolver.js';

/** Exports that were asked for on the way, as `path name`: files may re-export from each other in a circle. */
type Asked = Set<string>;

/** What `import { name } from 'specifier'` stands for; '*' is the whole module, which `require` answers too. */
export function exportedOrigins(resolver: Resolver, specifier: string, name: string, from: ModuleModel, asked: Asked = new Set()): readonly Origin[] {
  const resolution = resolver.workspace.resolve(specifier, from.path);
  switch (resolution.kind) {
    case 'file': {
      // What is known of a package holds where its source is a neighbour as well.
      const packageName = packageOf(specifier)?.name;
      if (packageName !== undefined && resolver.protections.knows(packageName)) return [{ kind: 'export', package: packageName, path: exportPath(name) }];
      const model = resolver.module(resolution.path);
      if (model === undefined) return generated(resolver, name) ?? [{ kind: 'unknown', why: `${specifier} could not be read` }];
      const made = generatedIn(resolver, model, name);
      if (made !== undefined) return made;
      const copied = resolver.protections.packageCopiedIn(model);
      if (copied !== undefined) return [{ kind: 'export', package: copied, path: exportPath(name) }];
      return name === '*' ? [namespaceOf(model)] : exportOf(resolver, model, name, asked);
    }
    case 'package':
      return (resolver.catalog.isKnownPackage(resolution.name) ? undefined : generated(resolver, name)) ?? [{ kind: 'export', package: packageNamed(resolver, resolution), path: exportPath(name) }];
    case 'builtin':
      return [{ kind: 'export', package: `node:${resolution.name}`, path: exportPath(name) }];
    case 'unresolved':
      return generated(resolver, name) ?? [{ kind: 'unknown', why: `${specifier} leads to no file` }];
  }
}

/** `default` and `*` say nothing: `pg.Pool` is the same by any kind of import. */
function exportPath(name: string): readonly string[] {
  return name === 'default' || name === '*' ? [] : [name];
}

function namespaceOf(module: ModuleModel): Origin {
  return { kind: 'namespace', module };
}

/** Code generated into the project is rarely committed: its exports are known by name. */
function generated(resolver: Resolver, name: string): readonly Origin[] | undefined {
  const library = resolver.catalog.libraryGenerating(name);
  const [packageName] = library?.packages ?? [];
  return packageName === undefined ? undefined : [{ kind: 'export', package: packageName, path: [name] }];
}

/** Where it is committed, its own text leads nowhere: a class that a runtime makes. */
function generatedIn(resolver: Resolver, { text }: ModuleModel, name: string): readonly Origin[] | undefined {
  return resolver.catalog.libraryGenerating(name)?.generatedText?.test(text) === true ? generated(resolver, name) : undefined;
}

/** A sub-path is a package of its own where the catalogue knows it: 'mysql2/promise'. */
function packageNamed({ catalog }: Resolver, { name, subpath }: Extract<Resolution, { kind: 'package' }>): string {
  const whole = `${name}/${subpath}`;
  return subpath !== '' && catalog.librariesOf(whole).length > 0 ? whole : name;
}

/** One export of a file, re-exports followed. */
export function exportOf(resolver: Resolver, module: ModuleModel, name: string, asked: Asked = new Set()): readonly Origin[] {
  const key = `${module.path} ${name}`;
  if (asked.has(key)) return [{ kind: 'unknown', why: `no export named ${name}` }];
  asked.add(key);
  for (const item of module.exports) {
    switch (item.kind) {
      case 'local':
        if (item.name === name) return resolver.origins(item.value, module);
        break;
      case 'binding':
        if (item.name === name) return resolver.named(item.local, module.scope, module);
        break;
      case 'forward':
        if (item.name === name) return exportedOrigins(resolver, item.specifier, item.imported, module, asked);
        break;
      case 'module':
        return name === 'default' ? resolver.origins(item.value, module) : resolver.members(resolver.origins(item.value, module), name);
      case 'all':
        break;
    }
  }
  if (name === 'default') return module.format === 'commonjs' ? [namespaceOf(module)] : [{ kind: 'unknown', why: 'no default export' }];
  return fromAll(resolver, module, name, asked) ?? [{ kind: 'unknown', why: `no export named ${name}` }];
}

/** A barrel may lead to a hundred files: only those whose text has the name, or that are barrels, are worth a parse. */
function mayExport(name: string): TextTest {
  return (text) => text === undefined || text.includes(name) || /\bexport\s*\*|\b__exportStar\b/.test(text);
}

function fromAll(resolver: Resolver, module: ModuleModel, name: string, asked: Asked): readonly Origin[] | undefined {
  for (const item of module.exports) {
    if (item.kind !== 'all') continue;
    const resolution = resolver.workspace.resolve(item.specifier, module.path);
    if (resolution.kind !== 'file') {
      const found = exportedOrigins(resolver, item.specifier, name, module).filter(({ kind }) => kind !== 'unknown');
      if (found.length > 0) return found;
      continue;
    }
    if (!resolver.workspace.passes(resolution.path, mayExport(name))) continue;
    const target = resolver.module(resolution.path);
    if (target === undefined) {
      const found = generated(resolver, name);
      if (found !== undefined) return found;
      continue;
    }
    const found = exportOf(resolver, target, name, asked);
    if (found.some(({ kind }) => kind !== 'unknown')) return found;
  }
  return undefined;
}

/** The whole of a CommonJS module: `module.exports = value`, if it says so. */
export function moduleValue(resolver: Resolver, module: ModuleModel): readonly Origin[] | undefined {
  for (const item of module.exports) if (item.kind === 'module') return resolver.origins(item.value, module);
  return undefined;
}
