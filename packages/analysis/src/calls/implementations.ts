/** What runs when an abstract method is called: the methods of the classes that extend its class. */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { Resolver } from '../resolve/resolver.js';
import { isTestPath } from '../audience/places.js';

/** Files that are asked for subclasses of one class. */
const maxFiles = 12;

export interface LocatedFunction {
  readonly fn: FunctionModel;
  readonly module: ModuleModel;
}

/** The function itself if it has a body; none where not every class that may be meant is seen. */
export function implementationsOf(resolver: Resolver, fn: FunctionModel, module: ModuleModel): readonly LocatedFunction[] {
  const { cls, name } = fn;
  if (cls?.name === undefined || name === undefined || hasBody(fn, module)) return [{ fn, module }];
  const { workspace } = resolver;
  const files = workspace.index.filesMentioning(cls.name).filter((path) => !isTestPath(workspace, path));
  if (files.length > maxFiles) return [];
  return files.flatMap((path) => {
    const other = workspace.text(path)?.match(/\b(?:extends|implements)\b/) == null ? undefined : resolver.module(path);
    if (other === undefined) return [];
    return other.classes.flatMap((heir) => {
      const parents = [...(heir.extends === undefined ? [] : resolver.origins(heir.extends, other)), ...heir.implements.flatMap((type) => resolver.type(type, other))];
      const isHeir = parents.some((parent) => (parent.kind === 'class' || parent.kind === 'instance') && parent.module.path === module.path && parent.cls.name === cls.name);
      const method = isHeir ? heir.methods.find((candidate) => candidate.name === name && hasBody(candidate.fn, other)) : undefined;
      return method === undefined ? [] : [{ fn: method.fn, module: other }];
    });
  });
}


function hasBody({ bodyRange, bodyIsExpression }: FunctionModel, { text }: ModuleModel): boolean {
  return bodyIsExpression || text[bodyRange[0]] === '{';
}
