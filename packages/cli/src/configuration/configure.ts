/** Decides which configuration each file is linted with. */
import { configureProject, ConfigurationError, presetLinter, type FailsoftPlugin, type Linter, type Preset, type ProjectConfiguration } from '@failsoft/linter';
import { ESLint } from 'eslint';
import { UsageError } from '../arguments/usage-error.js';
import type { Selection } from '../arguments/command-line.js';
import type { FoundFile } from '../files/find-files.js';
import { relativePath } from '../files/relative-path.js';
import { assertKnownRules } from './rules.js';

export interface ConfiguredFiles {
  /** For people: 'preset strict', 'eslint.config.js'. */
  readonly configuration: string;
  readonly linter: Linter;
  /** Absolute paths. */
  readonly files: readonly string[];
}

export interface Configured {
  readonly groups: readonly ConfiguredFiles[];
  /** Found, but the project's configuration has no rule of ours on for them. */
  readonly uncovered: number;
  /** One line each. */
  readonly warnings: readonly string[];
}

/** @throws UsageError if a rule is unknown, or the project's configuration is wrong. */
export async function configure(files: readonly FoundFile[], selection: Selection, cwd: string, bundled: FailsoftPlugin): Promise<Configured> {
  assertKnownRules(selection.rules, Object.keys(bundled.rules ?? {}));
  if (selection.preset !== undefined) {
    return { groups: presetGroups(files, selection.preset, selection.rules, bundled), uncovered: 0, warnings: [] };
  }
  const groups: ConfiguredFiles[] = [];
  const warnings: string[] = [];
  const unconfigured: FoundFile[] = [];
  let uncovered = 0;
  for (const [configFile, members] of await byConfigFile(files, cwd)) {
    if (configFile === undefined) {
      unconfigured.push(...members);
      continue;
    }
    const name = relativePath(cwd, configFile);
    const project = await projectConfiguration(configFile, name, members, selection.rules);
    if (project.kind === 'usable') {
      groups.push({ configuration: name, linter: project.linter, files: project.covered });
      uncovered += members.length - project.covered.length;
      continue;
    }
    unconfigured.push(...members);
    if (project.kind === 'unusable') warnings.push(`${name} can't be used (${project.reason}): the preset recommended is used instead`);
  }
  return { groups: [...groups, ...presetGroups(unconfigured, 'recommended', selection.rules, bundled)], uncovered, warnings };
}

async function projectConfiguration(path: string, name: string, members: readonly FoundFile[], rules: readonly string[]): Promise<ProjectConfiguration> {
  try {
    return await configureProject({ path, name }, members.map((file) => file.path), rules);
  } catch (error) {
    throw error instanceof ConfigurationError ? new UsageError(`${error.message} (with --preset it is not read)`) : error;
  }
}

async function byConfigFile(files: readonly FoundFile[], cwd: string): Promise<Map<string | undefined, FoundFile[]>> {
  const finder = new ESLint({ cwd });
  const groups = new Map<string | undefined, FoundFile[]>();
  for (const file of files) addTo(groups, await finder.findConfigFile(file.path), file);
  return groups;
}

/** ESLint lints nothing outside of its working directory: one instance for each folder that stands for a project. */
function presetGroups(files: readonly FoundFile[], preset: Preset, rules: readonly string[], bundled: FailsoftPlugin): ConfiguredFiles[] {
  const byBase = new Map<string, FoundFile[]>();
  for (const file of files) addTo(byBase, file.base, file);
  return [...byBase].map(([base, members]) => ({
    configuration: `preset ${preset}`,
    linter: presetLinter(base, bundled, preset, rules),
    files: members.map(({ path }) => path),
  }));
}

function addTo<K>(groups: Map<K, FoundFile[]>, key: K, file: FoundFile): void {
  const members = groups.get(key);
  if (members === undefined) groups.set(key, [file]);
  else members.push(file);
}
