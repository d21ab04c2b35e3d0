/** The parts of what stands in an import. */
import { isBuiltin } from 'node:module';

/** Stands, among the packages that a file imports, for what is found nowhere: a library may have generated it. No package has such a name. */
export const generatedCode = 'generated:';

const relative = /^\.{1,2}(?:\/|$)/;
const packageName = /^(?:@[a-z\d][\w.-]*\/)?[a-z\d][\w.-]*$/i;

export function isRelative(specifier: string): boolean {
  return relative.test(specifier);
}

/** '@org/db/schema' -> '@org/db' and 'schema'; undefined for what can be no package ('@/lib', '~/x', '#db', '$env'). */
export function packageOf(specifier: string): { readonly name: string; readonly subpath: string } | undefined {
  const slash = specifier.indexOf('/', specifier.startsWith('@') ? specifier.indexOf('/') + 1 : 0);
  const name = slash < 0 ? specifier : specifier.slice(0, slash);
  return packageName.test(name) ? { name, subpath: slash < 0 ? '' : specifier.slice(slash + 1) } : undefined;
}

/** What the catalogue may call it: by the package, or by a sub-path, the latter last. */
export function namesOf({ name, subpath }: { readonly name: string; readonly subpath: string }): readonly string[] {
  return subpath === '' ? [name] : [name, `${name}/${subpath}`];
}

/** The same of a specifier: 'pg' and 'pg/lib/pool' of the latter, 'node:http' of 'http'; none of what is no package. */
export function packagesNamed(specifier: string): readonly string[] {
  if (isBuiltin(specifier)) return [specifier.startsWith('node:') ? specifier : `node:${specifier}`];
  const named = packageOf(specifier);
  return named === undefined ? [] : namesOf(named);
}

/** What follows the last `/`: the name of the file, in most imports. */
export function lastSegment(specifier: string): string {
  return specifier.slice(specifier.lastIndexOf('/') + 1);
}
