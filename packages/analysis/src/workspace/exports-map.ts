/** `exports` and `imports` of a package.json: everything that a specifier may lead to, sources first. */
import { isObject } from './json.js';
import { isDeclaration } from './source-files.js';

/** Conditions of builds for elsewhere: only when nothing else is there. */
const foreign = new Set(['browser', 'react-native', 'worker', 'workerd', 'edge-light', 'electron', 'deno']);
const sources = new Set(['source', 'src', 'development', 'typescript', 'ts', 'bun']);

/** Targets of a sub-path ('' for the package itself) as written; empty if the map does not name it. */
export function exportedTargets(exports: unknown, subpath: string, conditions: readonly string[]): readonly string[] {
  const isPathMap = isObject(exports) && Object.keys(exports).some((key) => key.startsWith('.'));
  if (!isPathMap) return subpath === '' ? ordered(targetsOf(exports, '', conditions)) : [];
  return matchedTargets(exports, subpath === '' ? '.' : `./${subpath}`, conditions);
}

/** Targets of a '#name'. */
export function importedTargets(imports: unknown, specifier: string, conditions: readonly string[]): readonly string[] {
  return isObject(imports) ? matchedTargets(imports, specifier, conditions) : [];
}

function matchedTargets(map: Readonly<Record<string, unknown>>, key: string, conditions: readonly string[]): readonly string[] {
  if (Object.hasOwn(map, key) && !key.includes('*')) return ordered(targetsOf(map[key], '', conditions));
  const patterns = Object.keys(map).flatMap((pattern) => {
    const [prefix = '', suffix = ''] = pattern.split('*', 2);
    const isPattern = pattern.includes('*') || pattern.endsWith('/');
    return isPattern && key.length >= prefix.length + suffix.length && key.startsWith(prefix) && key.endsWith(suffix) ? [{ pattern, prefix, suffix }] : [];
  });
  const [best] = patterns.sort((a, b) => b.prefix.length - a.prefix.length || b.suffix.length - a.suffix.length);
  if (best === undefined) return [];
  const star = key.slice(best.prefix.length, key.length - best.suffix.length);
  const targets = targetsOf(map[best.pattern], star, conditions);
  return ordered(best.pattern.endsWith('/') ? targets.map((target) => target + star) : targets);
}

function targetsOf(value: unknown, star: string, conditions: readonly string[]): readonly string[] {
  if (typeof value === 'string') return [value.replaceAll('*', () => star)];
  if (Array.isArray(value)) return value.flatMap((item) => targetsOf(item, star, conditions));
  if (!isObject(value)) return [];
  return Object.entries(value)
    .sort(([a], [b]) => rankOf(a, conditions) - rankOf(b, conditions))
    .flatMap(([, target]) => targetsOf(target, star, conditions));
}

/** A name with a scope ('@org/source') is the project's own condition for its sources. */
function rankOf(condition: string, conditions: readonly string[]): number {
  if (conditions.includes(condition) || sources.has(condition) || condition.startsWith('@')) return 0;
  return foreign.has(condition) ? 2 : 1;
}

/** What is written in TypeScript needs no search for its source; a declaration says least. */
function ordered(targets: readonly string[]): readonly string[] {
  const rank = (target: string): number => {
    if (isDeclaration(target)) return 2;
    return /\.[cm]?tsx?$/.test(target) ? 0 : 1;
  };
  return [...new Set(targets)].sort((a, b) => rank(a) - rank(b));
}
