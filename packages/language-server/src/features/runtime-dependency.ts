/** The dependency on the runtime in a package.json. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TextEdit } from '@failsoft/analysis/rewrites';
import { findNodeAtLocation, modify, parseTree, type ParseError } from 'jsonc-parser';

export const runtimePackage = '@failsoft/runtime';
const versions = '^0.1.0';
const dependencyGroups = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** The manifest of the package that a file belongs to. */
export function manifestOf(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return manifest;
    if (dirname(folder) === folder) return undefined;
  }
}

export function readManifest(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** What makes a manifest depend on the runtime; empty if it does, or is broken. */
export function addRuntimeTo(manifest: string): TextEdit[] {
  const errors: ParseError[] = [];
  const root = parseTree(manifest, errors);
  if (root?.type !== 'object' || errors.length > 0 || dependencyGroups.some((group) => findNodeAtLocation(root, [group, runtimePackage]) !== undefined)) return [];
  const [, indentation = '  '] = /\n([\t ]+)/.exec(manifest) ?? [];
  const formattingOptions = { insertSpaces: !indentation.startsWith('\t'), tabSize: indentation.length, eol: manifest.includes('\r\n') ? '\r\n' : '\n' };
  const edits = modify(manifest, ['dependencies', runtimePackage], versions, { formattingOptions });
  return edits.map(({ offset, length, content }) => ({ range: [offset, offset + length], text: content }));
}
