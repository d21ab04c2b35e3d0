import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ESLint } from 'eslint';
import { Linter } from '../lint/linter.js';
import { ConfigurationError } from './configuration-error.js';
import { eslintFor, type EslintClass } from './eslint-class.js';
import { configurationErrorText, isUnresolvedImport, syntaxErrorLine, unresolvedImportText } from './load-errors.js';
import { hostOf, protocolOf } from './plugin.js';
import { failsoftUseOf, type FailsoftUse } from './resolved-config.js';

/** What one of the project's own configurations is good for. */
export type ProjectConfiguration =
  | {
      readonly kind: 'usable';
      readonly linter: Linter;
      /** Files that it has rules of ours on for. */
      readonly covered: readonly string[];
    }
  | { readonly kind: 'without-failsoft' }
  /** The reason is a sentence without full stop. */
  | { readonly kind: 'unusable'; readonly reason: string };

export interface ConfigFile {
  /** Absolute. */
  readonly path: string;
  /** As printed. */
  readonly name: string;
}

/**
 * @param files absolute paths of files that it configures; at least one
 * @param only names of rules; one that the configuration has on nowhere is turned on as an error
 * @throws {ConfigurationError} if the configuration is wrong
 */
export async function configureProject(configFile: ConfigFile, files: readonly string[], only: readonly string[]): Promise<ProjectConfiguration> {
  const Eslint = await eslintFor(configFile.path);
  const options: ESLint.Options = { cwd: dirname(configFile.path), overrideConfigFile: configFile.path };
  const uses = await resolveAll(new Eslint(options), configFile, files);
  if (uses.kind === 'unusable') return uses;
  const used = [...uses.byFile.values()][0];
  if (used === undefined) return { kind: 'without-failsoft' };
  const host = hostOf(used.plugin);
  if (host === undefined) {
    return { kind: 'unusable', reason: `its eslint-plugin-failsoft speaks host protocol ${protocolOf(used.plugin)}, ours 1` };
  }
  const off = only.filter((name) => ![...uses.byFile.values()].some(({ rules }) => rules.includes(name)));
  const linter = new Linter({ Eslint, options: { ...options, ...turnOn(used, off), ...suppressions(Eslint, options) }, host, namespace: used.namespace, only });
  const isCovered = ({ rules }: FailsoftUse) => off.length > 0 || rules.some((name) => only.length === 0 || only.includes(name));
  return { kind: 'usable', linter, covered: [...uses.byFile].filter(([, use]) => isCovered(use)).map(([file]) => file) };
}

type Resolved = { readonly kind: 'resolved'; readonly byFile: ReadonlyMap<string, FailsoftUse> } | { readonly kind: 'unusable'; readonly reason: string };

async function resolveAll(eslint: ESLint, { path, name }: ConfigFile, files: readonly string[]): Promise<Resolved> {
  const byFile = new Map<string, FailsoftUse>();
  try {
    for (const file of files) {
      const use = failsoftUseOf(await eslint.calculateConfigForFile(file));
      if (use !== undefined) byFile.set(file, use);
    }
  } catch (error) {
    if (isUnresolvedImport(error)) return { kind: 'unusable', reason: unresolvedImportText(error) };
    const line = syntaxErrorLine(path, error);
    const place = name + (line === undefined ? '' : `:${line}`);
    throw new ConfigurationError(`${place} is not usable: ${configurationErrorText(error)}`);
  }
  return { kind: 'resolved', byFile };
}

function turnOn({ namespace, plugin }: FailsoftUse, rules: readonly string[]): Pick<ESLint.Options, 'overrideConfig'> {
  if (rules.length === 0) return {};
  return { overrideConfig: { plugins: { [namespace]: plugin }, rules: Object.fromEntries(rules.map((name) => [`${namespace}/${name}`, 'error'])) } };
}

/** ESLint's file of suppressed findings; its API knows it since major 10. */
function suppressions(Eslint: EslintClass, { cwd = '' }: ESLint.Options): Pick<ESLint.Options, 'applySuppressions'> {
  return Number.parseInt(Eslint.version, 10) >= 10 && existsSync(join(cwd, 'eslint-suppressions.json')) ? { applySuppressions: true } : {};
}
