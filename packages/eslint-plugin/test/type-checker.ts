/** Type-checks changed files of a project, each beside the file as it is, all in one program. */
import ts from 'typescript';

export interface ChangedFile {
  /** Absolute path of the file that the text would replace. */
  readonly path: string;
  readonly text: string;
}

/** For each changed file, the errors that the file on disk does not have. */
export function newTypeErrors(tsconfig: string, changed: readonly ChangedFile[]): readonly (readonly string[])[] {
  const parsed = ts.getParsedCommandLineOfConfigFile(tsconfig, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: ({ messageText }) => { throw new Error(headOf(messageText)); } });
  if (parsed === undefined) throw new Error(`${tsconfig} could not be read`);
  const { options, fileNames } = parsed;
  const texts = new Map(changed.map(({ path, text }, index) => [besides(path, index), text]));
  const host = ts.createCompilerHost(options);
  const onDisk = { fileExists: host.fileExists.bind(host), readFile: host.readFile.bind(host), getSourceFile: host.getSourceFile.bind(host) };
  host.fileExists = (path) => texts.has(path) || onDisk.fileExists(path);
  host.readFile = (path) => texts.get(path) ?? onDisk.readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? onDisk.getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram([...fileNames, ...texts.keys()], options, host);
  return changed.map(({ path }, index) => {
    const before = new Set(errorsOf(program, path));
    return errorsOf(program, besides(path, index)).filter((error) => !before.has(error));
  });
}

/** A file of its own in the same folder, so that its imports lead where they did. */
function besides(path: string, index: number): string {
  return path.replace(/\.[cm]?[jt]sx?$/, `.edit-${String(index)}$&`);
}

function errorsOf(program: ts.Program, path: string): readonly string[] {
  const file = program.getSourceFile(path);
  if (file === undefined) return [`${path} is not in the program`];
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ messageText }) => headOf(messageText));
}

/** The rest of a chain depends on what was checked before. */
function headOf(message: string | ts.DiagnosticMessageChain): string {
  return typeof message === 'string' ? message : message.messageText;
}
