import { posix } from 'node:path';
import type { RewriteContext } from './context.js';

const EXTENSIONS = ['.js', '.ts', '.mjs', '.cjs', ''] as const;

/** How this file imports a module that the settings name; undefined when it can't. */
export function specifierFor(from: string, context: RewriteContext): string | undefined {
  if (!from.startsWith('.')) return context.canImport(from) ? from : undefined;
  const target = posix.join(context.root, from);
  const relative = posix.relative(posix.dirname(context.module.path), target);
  const base = relative.startsWith('.') ? relative : `./${relative}`;
  if (posix.extname(base) !== '') return context.canImport(base) ? base : undefined;
  return [writtenExtension(context), ...EXTENSIONS].map((extension) => base + extension).find((specifier) => context.canImport(specifier));
}

/** The extension that this file's relative imports have. */
function writtenExtension({ module }: RewriteContext): string {
  const relative = module.imports.find(({ specifier }) => specifier.startsWith('.'));
  if (relative === undefined) return module.format === 'esm' ? '.js' : '';
  return EXTENSIONS.find((extension) => relative.specifier.endsWith(extension)) ?? '';
}
