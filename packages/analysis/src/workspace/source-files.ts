/** Which file a path without its exact extension means, by the rules of Node, TypeScript and bundlers together. */
import type { DiskView } from './disk-view.js';
import { within } from './real-path.js';

const sourceExtension = /\.[cm]?[jt]sx?$/;
const declaration = /\.d\.[cm]?ts$/;

/** Tried after the name, in this order. */
export const sourceExtensions = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs'] as const;
const declarations = ['.d.ts', '.d.mts', '.d.cts'] as const;

/** What an import of compiled JavaScript is written in. */
const sourcesOf: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};

export function isSourceFile(path: string): boolean {
  return sourceExtension.test(path);
}

export function isDeclaration(path: string): boolean {
  return declaration.test(path);
}

/** Without the extension of source code or of a declaration. */
export function stemOf(path: string): string {
  return path.replace(declaration, '').replace(sourceExtension, '');
}

/** The file that `base` names, with or without its extension. */
export function fileNamed(base: string, disk: DiskView): string | undefined {
  return exactSource(base, disk) ?? withExtension(base, sourceExtensions, disk) ?? withExtension(base, declarations, disk);
}

export function indexOf(folder: string, disk: DiskView): string | undefined {
  return disk.isFolder(folder) ? fileNamed(within(folder, 'index'), disk) : undefined;
}

/** A path of compiled JavaScript means its source too; an exact source file means itself. */
function exactSource(base: string, disk: DiskView): string | undefined {
  const [extension] = sourceExtension.exec(base) ?? [];
  if (extension === undefined) return undefined;
  const sources = sourcesOf[extension];
  if (sources === undefined) return disk.isFile(base) ? base : undefined;
  const stem = base.slice(0, -extension.length);
  return withExtension(stem, sources, disk) ?? withExtension(stem, declarations, disk);
}

function withExtension(stem: string, extensions: readonly string[], disk: DiskView): string | undefined {
  const extension = extensions.find((candidate) => disk.isFile(stem + candidate));
  return extension === undefined ? undefined : stem + extension;
}
