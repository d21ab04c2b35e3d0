import type { ESLint, Linter as EslintLinter } from 'eslint';
import type { FileInventory, FindingKey, Host, UnlintedFile } from 'eslint-plugin-failsoft';
import { ConfigurationError } from '../configuration/configuration-error.js';
import type { EslintClass } from '../configuration/eslint-class.js';
import { failsoftSettingsOf, ruleOptionsOf } from '../configuration/resolved-config.js';
import { keyText, type Finding } from './finding.js';
import { askHost, type HostAnswers, type Offered } from './host-answers.js';
import { oxcParser, syntaxErrorIn } from './oxc-parser.js';
import { ruleFailureOf, type RuleFailure } from './rule-failure.js';

export interface LinterOptions {
  readonly Eslint: EslintClass;
  readonly options: ESLint.Options;
  /** Of a configuration that names none, for what oxc can't read. */
  readonly parser?: () => Promise<EslintLinter.Parser>;
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
  | UnparsableFile
  /** The parser itself does not work: it can't be loaded, or is configured wrongly. That says nothing of the text. */
  | { readonly kind: 'parser-failed'; readonly message: string }
  /** The configuration leaves the file out. */
  | { readonly kind: 'ignored' };

export interface UnparsableFile {
  readonly kind: 'unparsable';
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

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
  /** Undefined where rules need more than the program. */
  readonly #withOxc: ESLint | undefined;
  /** The same with the configuration's own parser, for what oxc can't read. */
  readonly #withOwnParser: () => Promise<ESLint>;
  /** Files that oxc has read: what it can't read of them does not parse. */
  readonly #read = new Set<string>();
  readonly #prefix: string;
  readonly #failed = new Set<string>();
  readonly #only: ReadonlySet<string>;

  constructor({ Eslint, options, parser, host, namespace, only }: LinterOptions) {
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
    this.#withOxc = host.readsProgramOnly === true ? new Eslint({ ...ours, overrideConfig: withParser(options.overrideConfig, oxcParser) }) : undefined;
    let own: Promise<ESLint> | undefined;
    const start = async () => new Eslint(parser === undefined ? ours : { ...ours, overrideConfig: withParser(options.overrideConfig, await loaded(parser)) });
    this.#withOwnParser = () => (own ??= start());
  }

  /**
   * Lints a file, unless the plugin's host knows without ESLint that no rule can report in it.
   * @param text without byte order mark
   * @throws {ConfigurationError} if a setting of failsoft is wrong
   */
  async check(path: string, text: string): Promise<LintResult | SkippedFile> {
    const known = await this.#unlinted(path, text);
    if (known?.kind === 'skipped' && known.why !== 'no-external-call') this.#read.add(path);
    return known ?? this.lint(path, text);
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
        if (error instanceof ParserFailure) return { kind: 'parser-failed', message: error.message };
        const failure = ruleFailureOf(error, this.namespace);
        const ruleId = this.#prefix + String(failure.rule);
        addFailure(failures, failure);
        if (failure.rule === undefined || this.#failed.has(ruleId)) return { kind: 'linted', findings: [], suppressed: [], inventory: undefined, dependencies: [], failures };
        this.#failed.add(ruleId);
      }
    }
  }

  async #lintText(path: string, text: string): Promise<ESLint.LintResult | undefined> {
    const eslint = this.#withOxc ?? (await this.#withOwnParser());
    const [result] = await eslint.lintText(text, { filePath: path });
    if (result === undefined || this.#withOxc === undefined) return result;
    const broken = parsingErrorIn(result);
    if (broken === undefined) this.#read.add(path);
    else if (!this.#read.has(path) || !hasPlace(broken)) return (await (await this.#withOwnParser()).lintText(text, { filePath: path }))[0];
    return result;
  }

  /** Undefined: it has to be linted. */
  async #unlinted(path: string, text: string): Promise<SkippedFile | UnparsableFile | undefined> {
    // A comment that configures our rules may be wrong, which ESLint reports in the rule's name.
    if (this.host.unlinted === undefined || (text.includes('eslint') && text.includes(this.#prefix))) return undefined;
    const eslint = this.#withOxc ?? (await this.#withOwnParser());
    const config: unknown = await eslint.calculateConfigForFile(path);
    // Left out by the configuration: ESLint says so.
    if (config === undefined) return undefined;
    try {
      const file = this.host.unlinted(path, text, failsoftSettingsOf(config), this.#rulesIn(config));
      return file === undefined ? this.#brokenIn(path, text) : { kind: 'skipped', ...file };
    } catch (error) {
      if (isSettingsError(error)) throw this.#configurationErrorOf(error);
      // The lint fails in the same way, and says in which rule.
      return undefined;
    }
  }

  /** What the plugin could say nothing of is often being typed: no ESLint is needed to say so. */
  #brokenIn(path: string, text: string): UnparsableFile | undefined {
    const error = this.#withOxc !== undefined && this.#read.has(path) ? syntaxErrorIn(path, text) : undefined;
    return error === undefined ? undefined : { kind: 'unparsable', line: error.lineNumber, column: error.column, message: error.message };
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
      const message = broken.message.replace(/^Parsing error: /, '');
      return hasPlace(broken) ? { kind: 'unparsable', line: broken.line, column: broken.column, message } : { kind: 'parser-failed', message };
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
function withParser(given: ESLint.Options['overrideConfig'], parser: EslintLinter.Parser): EslintLinter.Config[] {
  return [...[given ?? []].flat(), { languageOptions: { parser } }];
}

function parsingErrorIn({ messages }: ESLint.LintResult): EslintLinter.LintMessage | undefined {
  return messages.find((message) => message.fatal === true && message.message.startsWith('Parsing error: '));
}

/** What a parser finds wrong with a text stands somewhere in it; what is wrong with the parser nowhere. */
function hasPlace({ line }: EslintLinter.LintMessage): boolean {
  return Number.isInteger(line) && line > 0;
}

/** @throws {ParserFailure} */
async function loaded(parser: () => Promise<EslintLinter.Parser>): Promise<EslintLinter.Parser> {
  try {
    return await parser();
  } catch (error) {
    throw new ParserFailure(error instanceof Error ? error.message : String(error));
  }
}

class ParserFailure extends Error {}

const nothing: Offered = { rewrites: [], lacksRuntime: undefined };

/** What all rules share fails in each of them with the same words: said once. */
function addFailure(failures: RuleFailure[], failure: RuleFailure): void {
  if (!failures.some(({ message }) => message === failure.message)) failures.push(failure);
}

function isSettingsError(error: unknown): boolean {
  return error instanceof Error && error.name === 'SettingsError';
}
