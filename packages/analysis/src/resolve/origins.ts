/** What can be said of origins by themselves. */
import type { Origin } from './origin.js';
import type { Resolver } from './resolver.js';

/** Says what something is, rather than that it is unknown. */
export function isUseful(origin: Origin): boolean {
  switch (origin.kind) {
    case 'unknown':
    case 'result':
    case 'parameter':
    case 'global':
      return false;
    case 'literal':
      return origin.value !== undefined && origin.value !== null;
    default:
      return true;
  }
}

/** Members of members: `origins.a.b`. */
export function follow(resolver: Resolver, origins: readonly Origin[], path: readonly string[]): readonly Origin[] {
  return path.reduce<readonly Origin[]>((from, name) => (name === '...' ? [{ kind: 'unknown', why: 'a rest pattern' }] : resolver.members(from, name)), origins);
}

/** Without repeats: the same client creation, function, class or object once. */
export function distinct(origins: readonly Origin[]): readonly Origin[] {
  if (origins.length < 2) return origins;
  const seen = new Set<unknown>();
  return origins.filter((origin) => {
    const key = identity(origin);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function identity(origin: Origin): unknown {
  switch (origin.kind) {
    case 'client':
      return origin.members.length > 0 ? origin : (origin.creation?.call ?? origin.creation?.cls ?? origin.client);
    case 'function':
      return origin.fn;
    case 'class':
    case 'instance':
      return origin.cls;
    case 'object':
      return origin.object;
    case 'namespace':
      return origin.module;
    case 'global':
      return `global ${origin.path.join('.')}`;
    case 'export':
      return `${origin.package} ${origin.path.join('.')}`;
    default:
      return origin;
  }
}
