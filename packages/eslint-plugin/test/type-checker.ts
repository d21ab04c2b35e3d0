/** Type-checks one changed file of a project at a time. */
import ts from 'typescript';

export class TypeChecker {
  readonly #service: ts.LanguageService;
  readonly #texts = new Map<string, { version: number; text: string | undefined }>();

  constructor(tsconfig: string) {
    const { config } = ts.readConfigFile(tsconfig, (path) => ts.sys.readFile(path)) satisfies { config?: unknown };
    const parsed = ts.parseJsonConfigFileContent(config, ts.sys, tsconfig.replace(/\/[^/]*$/, ''));
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => parsed.options,
      getScriptFileNames: () => parsed.fileNames,
      getScriptVersion: (path) => String(this.#texts.get(path)?.version ?? 0),
      getScriptSnapshot: (path) => {
        const text = this.#texts.get(path)?.text ?? ts.sys.readFile(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => tsconfig.replace(/\/[^/]*$/, ''),
      getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
      fileExists: (path) => ts.sys.fileExists(path),
      readFile: (path) => ts.sys.readFile(path),
      readDirectory: (...args) => ts.sys.readDirectory(...args),
      directoryExists: (path) => ts.sys.directoryExists(path),
      getDirectories: (path) => ts.sys.getDirectories(path),
    });
  }

  /** Errors of a file with this text that the file on disk does not have. */
  newErrors(path: string, text: string): readonly string[] {
    const before = new Set(this.#errors(path));
    this.#set(path, text);
    const after = this.#errors(path);
    this.#set(path, undefined);
    return after.filter((error) => !before.has(error));
  }

  #set(path: string, text: string | undefined): void {
    this.#texts.set(path, { version: (this.#texts.get(path)?.version ?? 0) + 1, text });
  }

  #errors(path: string): readonly string[] {
    return [...this.#service.getSyntacticDiagnostics(path), ...this.#service.getSemanticDiagnostics(path)].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  }
}
