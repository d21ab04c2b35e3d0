/** Which packages of npm have code in the bundle, as esbuild has told. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const extension = resolve(import.meta.dirname, '..');

/** As 'eslint 10.15.0', in order. */
export function bundledPackages(): string[] {
  const inputs = valuesAt(JSON.parse(readFileSync(join(extension, 'dist/metafiles.json'), 'utf8')), ['*', 'outputs', '*', 'inputs']).flatMap((found) => Object.entries(recordOf(found)));
  const paths = inputs.filter(([, input]) => recordOf(input)['bytesInOutput'] !== 0).map(([path]) => path.replace(/^[a-z]+:/, ''));
  const manifests = new Set(paths.flatMap((path) => (path.includes('node_modules/') ? [manifestOf(path)] : [])));
  return [...new Set([...manifests].map(nameAndVersion))].sort();
}

function manifestOf(path: string): string {
  const [last = '', ...outer] = path.split('node_modules/').toReversed();
  const name = last.split('/', last.startsWith('@') ? 2 : 1).join('/');
  return resolve(extension, [...outer.toReversed(), `${name}/package.json`].join('node_modules/'));
}

function nameAndVersion(manifest: string): string {
  const { name, version } = recordOf(JSON.parse(readFileSync(manifest, 'utf8')));
  return `${String(name)} ${String(version)}`;
}

/** What stands at a path of keys; '*' is every key. */
function valuesAt(value: unknown, [key, ...rest]: readonly string[]): unknown[] {
  if (key === undefined) return [value];
  const entries = Object.entries(recordOf(value));
  return entries.filter(([name]) => key === '*' || name === key).flatMap(([, found]) => valuesAt(found, rest));
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
