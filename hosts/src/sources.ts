/** The fixtures that hosts lint: as they are written, and as plain JavaScript. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export interface Sources {
  readonly name: 'TypeScript' | 'JavaScript';
  /** Texts by path from the project's folder, with `/`. */
  readonly files: ReadonlyMap<string, string>;
  /** `settings.failsoft` of parts of the project, by folder. */
  readonly settings: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/** The folder of the project that sources are in. */
export const sourcesFolder = 'cases';

const source = /\.[cm]?[jt]sx?$/;

export function isSource(path: string): boolean {
  return source.test(path);
}

/** The cases of the repository, and those that are about hosts. */
export function typescriptSources(): Sources {
  const files = new Map([...filesIn('../../fixtures/cases/'), ...filesIn('../fixtures/', 'hosts')]);
  // Files without a manifest of their own are of this one.
  for (const path of files.keys()) if (isCompiledBeside(path, files)) files.delete(path);
  files.set(`${sourcesFolder}/package.json`, JSON.stringify({ name: 'cases', private: true, dependencies: { '@failsoft/runtime': '^0.1.0' } }));
  return { name: 'TypeScript', files, settings: settingsIn(files) };
}

/** TypeScript takes no file that it would overwrite, and a parser with types knows none. */
function isCompiledBeside(path: string, files: ReadonlyMap<string, string>): boolean {
  return /\.[cm]?jsx?$/.test(path) && files.has(path.replace(/\.([cm]?)js(x?)$/, '.$1ts$2'));
}

/** The same, as a compiler for the newest language leaves them. */
export function javascriptSources(typescript: Sources): Sources {
  const files = [...typescript.files].flatMap(([path, text]): readonly (readonly [string, string])[] => {
    if (/\.d\.[cm]?ts$/.test(path)) return [];
    if (!/\.[cm]?tsx?$/.test(path)) return [[path, text]];
    return [[path.replace(/\.([cm]?)ts(x?)$/, '.$1js$2'), compiled(path, text)]];
  });
  return { ...typescript, name: 'JavaScript', files: new Map(files) };
}

function compiled(path: string, text: string): string {
  return ts.transpileModule(text, {
    fileName: path,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.Preserve,
      jsx: ts.JsxEmit.Preserve,
      // Decorators are calls then: not every parser knows their syntax.
      experimentalDecorators: true,
      rewriteRelativeImportExtensions: true,
    },
  }).outputText;
}

function filesIn(folder: string, under = ''): readonly (readonly [string, string])[] {
  const from = fileURLToPath(new URL(folder, import.meta.url));
  return readdirSync(from, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.snap.md'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => [posix.join(sourcesFolder, under, relative(from, path).split(sep).join('/')), readFileSync(path, 'utf8')]);
}

function settingsIn(files: Sources['files']): Sources['settings'] {
  const settings = [...files].flatMap(([path, text]): readonly (readonly [string, Readonly<Record<string, unknown>>])[] => {
    if (posix.basename(path) !== 'settings.json') return [];
    const given: unknown = JSON.parse(text);
    return typeof given === 'object' && given !== null ? [[posix.dirname(path), { ...given }]] : [];
  });
  return new Map(settings);
}
