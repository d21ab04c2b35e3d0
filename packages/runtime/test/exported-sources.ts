import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, read } from '../src/shapes.js';

/** Each specifier that the package exports, and the source that its module is built of. */
export function exportedSources(packageFolder: string): readonly (readonly [specifier: string, source: string])[] {
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const exported = read(manifest, 'exports');
  return Object.entries<unknown>(isObject(exported) ? { ...exported } : {}).flatMap(([path, target]) => {
    const built = read(target, 'default');
    if (typeof built !== 'string') return [];
    return [[join('@failsoft/runtime', path), join(packageFolder, built.replace('./dist/', 'src/').replace(/\.js$/, '.ts'))] as const];
  });
}
