import { dirname } from 'node:path';
import ts from 'typescript';

/** How a strict project compiles that has no types but those of the language. */
export const strictOptions: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts'],
  types: [],
};

/** Something that the compiler says. */
export interface Problem {
  readonly file: string | undefined;
  /** The rest of the line, from where it is wrong. */
  readonly code: string;
  /** The first line of the message. */
  readonly message: string;
}

/** Files on the disk, which are parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of files in memory, by path; they may import files on the disk. */
export function problemsIn(files: ReadonlyMap<string, string>, options: ts.CompilerOptions): readonly Problem[] {
  const disk = ts.createCompilerHost(options);
  const folders = new Set([...files.keys()].map(dirname));
  const host: ts.CompilerHost = {
    ...disk,
    directoryExists: (name) => folders.has(name) || ts.sys.directoryExists(name),
    fileExists: (name) => files.has(name) || disk.fileExists(name),
    readFile: (name) => files.get(name) ?? disk.readFile(name),
    getSourceFile(name, languageVersion, ...rest) {
      const text = files.get(name);
      if (text !== undefined) return ts.createSourceFile(name, text, languageVersion);
      if (!parsed.has(name)) parsed.set(name, disk.getSourceFile(name, languageVersion, ...rest));
      return parsed.get(name);
    },
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const sources = [...files.keys()].map((name) => program.getSourceFile(name)).filter((source) => source !== undefined);
  const diagnostics = [
    ...program.getGlobalDiagnostics(),
    ...sources.flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]),
  ];
  return diagnostics.map(({ file, start = 0, messageText }) => ({
    file: file?.fileName,
    code: firstLine(file?.text.slice(start) ?? ''),
    message: firstLine(ts.flattenDiagnosticMessageText(messageText, '\n')),
  }));
}

/** The declarations that a build of `entries` writes into `outDir`, by path. */
export function declarationsOf(entries: readonly string[], rootDir: string, outDir: string): ReadonlyMap<string, string> {
  const written = new Map<string, string>();
  const options = { ...strictOptions, noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir, outDir };
  ts.createProgram(entries, options).emit(undefined, (path, text) => written.set(path, text));
  return written;
}

function firstLine(text: string): string {
  return text.split('\n', 1).join('');
}
