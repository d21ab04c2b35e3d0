/** Which linter a file of the folder is linted with. */
import { dirname, relative } from 'node:path';
import { configureProject, ConfigurationError, filesOfConfiguration, presetLinter, type FailsoftPlugin, type Linter } from '@failsoft/linter';
import { ESLint } from 'eslint';
import { lintableFiles } from './lintable-files.js';
import type { FromWorker, WorkerOptions } from './messages.js';

interface ConfiguredLintersOptions extends WorkerOptions {
  readonly plugin: FailsoftPlugin;
  readonly tell: (message: FromWorker) => void;
}

export class ConfiguredLinters {
  readonly #options: ConfiguredLintersOptions;
  readonly #preset: Linter;
  readonly #byConfiguration = new Map<string, Promise<Linter>>();
  #finder: ESLint;

  constructor(options: ConfiguredLintersOptions) {
    this.#options = options;
    this.#preset = presetLinter(options.folder, options.plugin, options.preset, []);
    this.#finder = this.#newFinder();
  }

  /** @param path absolute, within the folder */
  async linterFor(path: string): Promise<Linter> {
    if (this.#options.code === 'bundled') return this.#preset;
    const file = await this.#finder.findConfigFile(path);
    if (file === undefined) return this.#preset;
    let linter = this.#byConfiguration.get(file);
    if (linter === undefined) this.#byConfiguration.set(file, (linter = this.#configure(file, path)));
    return linter;
  }

  /** Configuration files may have come or gone; what one says is read anew by a new worker only. */
  refresh(): void {
    this.#finder = this.#newFinder();
  }

  #newFinder(): ESLint {
    return new ESLint({ cwd: this.#options.folder });
  }

  async #configure(configFile: string, path: string): Promise<Linter> {
    const { folder, preset, without, tell } = this.#options;
    const name = relative(folder, configFile).replaceAll('\\', '/');
    if (without.includes(name)) return this.#preset;
    tell({ kind: 'configuration', name, files: filesOfConfiguration(configFile) });
    tell({ kind: 'phase', phase: { name: 'configuring', configuration: name } });
    const giveUp = (severity: 'error' | 'warning', reason: string): Linter => {
      tell({ kind: 'notice', severity, text: `${reason}: the preset ${preset} is used instead until it changes` });
      return this.#preset;
    };
    try {
      const project = await this.#projectOf({ path: configFile, name }, path);
      if (project.kind === 'usable') return project.linter;
      return project.kind === 'unusable' ? giveUp('warning', `${name} can't be used (${project.reason})`) : this.#preset;
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      return giveUp('error', error.message);
    }
  }

  /** A configuration without our rules for one file may have them for others, and leave this one out on purpose. */
  async #projectOf(configFile: { readonly path: string; readonly name: string }, path: string): ReturnType<typeof configureProject> {
    const project = await configureProject(configFile, [path], []);
    if (project.kind !== 'without-failsoft') return project;
    const files = await lintableFiles(dirname(configFile.path));
    return files.length === 0 ? project : configureProject(configFile, files, []);
  }
}
