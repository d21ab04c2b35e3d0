import type { ESLint, Linter as EslintLinter } from 'eslint';
import type { FileInventory, FindingKey, Host, UnlintedFile } from 'eslint-plugin-failsoft';
import { ConfigurationError } from '../configuration/configuration-error.js';
import type { EslintClass } from '../configuration/eslint-class.js';
import { failsoftSettingsOf, ruleOptionsOf } from '../configuration/resolved-config.js';
import { keyText, type Finding } from './finding.js';
import { askHost, type HostAnswers, type Offered } from './host-answers.js';
import { oxcParser } from './oxc-parser.js';
import { ruleFailureOf, type RuleFailure } from './rule-failure.js';

export interface LinterOptions {
  readonly Eslint: EslintClass;
  readonly options: ESLint.Options;
  readonly host: Host;
  /** Prefix of our rules' ids. */
  readonly namespace: string;
  /** Names of the rules that run; empty: all that the configuration has on. */
  readonly only: readonly string[];
}

export type LintResult =
  | {
      readonly kind: 'linted';
      readonly findings: readonly Finding[];
      /** Findings that a comment or a suppressions file silences. */
      readonly suppressed: readonly FindingKey[];
      readonly inventory: HostAnswers['inventory'];
      readonly dependencies: HostAnswers['dependencies'];
      readonly failures: readonly RuleFailure[];
    }
  | { readonly kind: 'unparsable'; readonly line: number; readonly column: number; readonly message: string }
  /** The configuration leaves the file out. */
  | { readonly kind: 'ignored' };

/** What came of a file that ESLint need not see. */
export interface SkippedFile {
  readonly kind: 'skipped';
  readonly why: UnlintedFile['why'];
  readonly inventory: FileInventory;
  readonly dependencies: HostAnswers['dependencies'];
}

/** ESLint with one configuration, reduced to our rules. */
export class Linter {
  readonly host: Host;
  /** Prefix of our rules' ids in this configuration. */
  readonly namespace: string;
  readonly #eslint: ESLint;
  /** The same with the configuration's own parser, for what oxc can't read; undefined where that is the one anyway. */
  readonly #withOwnParser: (() => ESLint) | undefined;
  /** Files that oxc has read: what it can't read of them does not parse. */
  readonly #read = new Set<string>();
  readonly #prefix: string;
  readonly #failed = new Set<string>();
  readonly #only: ReadonlySet<string>;

  constructor({ Eslint, options, host, namespace, only }: LinterOptions) {
    this.host = host;
    this.namespace = namespace;
    this.#prefix = `${namespace}/`;
    this.#only = new Set(only);
    const chosen = new Set(only.map((name) => this.#prefix + name));
    const ours: ESLint.Options = {
      ...options,
      warnIgnored: false,
      ruleFilter: ({ ruleId }) => ruleId.startsWith(this.#prefix) && (chosen.size === 0 || chosen.has(ruleId)) && !this.#failed.has(ruleId),
    };
    this.#eslint = new Eslint(host.readsProgramOnly === true ? { ...ours, overrideConfig: withOxc(options.overrideConfig) } : ours);
    let own: ESLint | undefined;
    this.#withOwnParser = host.readsProgramOnly === true ? () => (own ??= new Eslint(ours)) : undefined;
  }

  /**
   * Lints a file, unless the plugin's host knows without ESLint that no rule can report in it.
   * @param text without byte order mark
   * @throws {ConfigurationError} if a setting of failsoft is wrong
   */
  async check(path: string, text: string): Promise<LintResult | SkippedFile> {
    const skipped = await this.#unlinted(path, text);
    if (skipped !== undefined && skipped.why !== 'no-external-call') this.#read.add(path);
    return skipped ?? this.lint(path, text);
  }

  /**
   * A rule that throws is reported as a failure, and the others run on.
   * @param text without byte order mark
   * @throws {ConfigurationError} if a setting of failsoft is wrong
   */
  async lint(path: string, text: string): Promise<LintResult> {
    const failures: RuleFailure[] = [];
    this.#failed.clear();
    for (;;) {
      try {
        const result = await this.#lintText(path, text);
        return result === undefined ? { kind: 'ignored' } : this.#resultOf(result, failures);
      } catch (error) {
        if (isSettingsError(error)) throw this.#configurationErrorOf(error);
        const failure = ruleFailureOf(error, this.namespace);
        const ruleId = this.#prefix + String(failure.rule);
        addFailure(failures, failure);
        if (failure.rule === undefined || this.#failed.has(ruleId)) return { kind: 'linted', findings: [], suppressed: [], inventory: undefined, dependencies: [], failures };
        this.#failed.add(ruleId);
      }
    }
  }

  async #lintText(path: string, text: string): Promise<ESLint.LintResult | undefined> {
    const [result] = await this.#eslint.lintText(text, { filePath: path });
    if (result === undefined || this.#withOwnParser === undefined) return result;
    if (parsingErrorIn(result) === undefined) this.#read.add(path);
    else if (!this.#read.has(path)) return (await this.#withOwnParser().lintText(text, { filePath: path }))[0];
    return result;
  }

  async #unlinted(path: string, text: string): Promise<SkippedFile | undefined> {
    // A comment that configures our rules may be wrong, which ESLint reports in the rule's name.
    if (this.host.unlinted === undefined || (text.includes('eslint') && text.includes(this.#prefix))) return undefined;
    const config: unknown = await this.#eslint.calculateConfigForFile(path);
    // Left out by the configuration: ESLint says so.
    if (config === undefined) return undefined;
    try {
      const file = this.host.unlinted(path, text, failsoftSettingsOf(config), this.#rulesIn(config));
      return file === undefined ? undefined : { kind: 'skipped', ...file };
    } catch (error) {
      if (isSettingsError(error)) throw this.#configurationErrorOf(error);
      // The lint fails in the same way, and says in which rule.
      return undefined;
    }
  }

  #rulesIn(config: unknown): ReadonlyMap<string, unknown> {
    const rules = ruleOptionsOf(config, this.#prefix);
    return this.#only.size === 0 ? rules : new Map([...rules].filter(([name]) => this.#only.has(name)));
  }

  #configurationErrorOf(error: unknown): ConfigurationError {
    return new ConfigurationError(ruleFailureOf(error, this.namespace).message);
  }

  #resultOf(result: ESLint.LintResult, failures: RuleFailure[]): LintResult {
    const { filePath, messages, suppressedMessages } = result;
    const broken = parsingErrorIn(result);
    if (broken !== undefined) {
      return { kind: 'unparsable', line: broken.line, column: broken.column, message: broken.message.replace(/^Parsing error: /, '') };
    }
    const { inventory, dependencies, rewrites } = askHost(this.host, filePath, (error) => addFailure(failures, ruleFailureOf(error, this.namespace)));
    return {
      kind: 'linted',
      findings: messages.flatMap((message) => this.#findingOf(message, rewrites) ?? []),
      suppressed: suppressedMessages.flatMap((message) => this.#keyOf(message) ?? []),
      inventory,
      dependencies,
      failures,
    };
  }

  #findingOf(message: EslintLinter.LintMessage, rewrites: HostAnswers['rewrites']): Finding | undefined {
    const key = this.#keyOf(message);
    if (key === undefined) return undefined;
    const { line, column, endLine = line, endColumn = column, messageId = '' } = message;
    const severity = message.severity === 2 ? 'error' : 'warning';
    return { ...key, severity, endLine, endColumn, message: message.message, messageId, ...(rewrites.get(keyText(key)) ?? nothing) };
  }

  /** Undefined for what is not ours: unknown rules in comments, inline configuration of other plugins. */
  #keyOf({ ruleId, line, column }: EslintLinter.LintMessage): FindingKey | undefined {
    return ruleId?.startsWith(this.#prefix) === true ? { rule: ruleId.slice(this.#prefix.length), line, column } : undefined;
  }
}

/** Left without `files`, it makes ESLint lint no file that the configuration leaves out. */
function withOxc(given: ESLint.Options['overrideConfig']): EslintLinter.Config[] {
  return [...[given ?? []].flat(), { languageOptions: { parser: oxcParser } }];
}

function parsingErrorIn({ messages }: ESLint.LintResult): EslintLinter.LintMessage | undefined {
  return messages.find((message) => message.fatal === true && message.message.startsWith('Parsing error: '));
}

const nothing: Offered = { rewrites: [], lacksRuntime: undefined };

/** What all rules share fails in each of them with the same words: said once. */
function addFailure(failures: RuleFailure[], failure: RuleFailure): void {
  if (!failures.some(({ message }) => message === failure.message)) failures.push(failure);
}

function isSettingsError(error: unknown): boolean {
  return error instanceof Error && error.name === 'SettingsError';
}
