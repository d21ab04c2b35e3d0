/** The files that a configuration consists of: its own, and those of the project that it imports, at any remove. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, resolve } from 'node:path';
import { mentionedIn } from '@failsoft/analysis';

/** More than any configuration imports of its project: some import what they lint. */
const maxFiles = 100;

/** What npm installs is left out. @param configFile absolute @returns absolute paths, links followed but for the configuration's own */
export function filesOfConfiguration(configFile: string): string[] {
  const files = new Set([configFile]);
  for (const file of files) {
    for (const specifier of mentionedIn(textOf(file)).values) {
      const imported = fileBehind(specifier, file);
      if (imported !== undefined && files.size < maxFiles) files.add(imported);
    }
  }
  return [...files];
}

function fileBehind(specifier: string, importer: string): string | undefined {
  const found = resolvedByNode(specifier, importer) ?? (specifier.startsWith('.') ? writtenAs(resolve(dirname(importer), specifier)) : undefined);
  return found === undefined || !isAbsolute(found) || /[\\/]node_modules[\\/]/.test(found) ? undefined : found;
}

function resolvedByNode(specifier: string, importer: string): string | undefined {
  try {
    return createRequire(importer).resolve(specifier);
  } catch {
    return undefined;
  }
}

/** TypeScript, whose imports may leave out its extension, or have that of what it would be compiled to. */
function writtenAs(path: string): string | undefined {
  const stem = path.replace(/\.([cm]?)js$/, '.$1ts');
  return [path, stem, `${path}.ts`, `${path}.mts`, `${path}.cts`].find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
