/**
 * The plugin's door for other hosts (CLI, language server): what ESLint's own API has no words for.
 * Answers are about files linted in this process, by their last lint.
 */
import type { Rewrite } from '@failsoft/analysis/rewrites';

export interface Host {
  /** Raised when the shapes below change incompatibly. */
  readonly protocol: 1;
  /**
   * Rules take the program as a whole, of any ESTree parser: a host may lint with one that makes neither tokens nor scopes, and have no
   * node but the program visited. Absent in versions of the plugin that need more.
   */
  readonly readsProgramOnly?: true;
  /** External calls and clients of a linted file; undefined if the file was not linted, or no failsoft rule ran on it. */
  inventory(file: string): FileInventory | undefined;
  /** All rewrites of a linted file's findings, with separate edits. */
  rewrites(file: string): readonly FindingRewrites[];
  /** Files whose content the answers about a file depend on (absolute paths). */
  dependencies(file: string): readonly string[];
  /** Text of unsaved files, seen by cross-file answers; undefined removes it. */
  overlay(file: string, text: string | undefined): void;
  /** Forgets everything about files on disk (after writes by the host itself). */
  refresh(): void;
  /** Files linted, and files parsed beside them for cross-file answers. */
  statistics(): { readonly linted: number; readonly parsed: number };
  /**
   * What there is to say of a file that no rule reports in, so that it need not be linted; undefined if it has to be.
   * Absent in versions of the plugin that know of no such files.
   * @param text without byte order mark, as on disk or in the file's overlay
   * @param settings what the file's configuration says as `settings.failsoft`
   * @param rules names of the rules that run, without the plugin's prefix, and the options of each, if any; left out: all, whatever their options are
   * @throws {SettingsError}
   */
  unlinted?(file: string, text: string, settings: unknown, rules?: ReadonlyMap<string, unknown>): UnlintedFile | undefined;
}

/** A file that no rule reports in. */
export interface UnlintedFile {
  /**
   * 'no-external-call': its text and imports say that it holds none; it was not parsed, and its inventory is empty.
   * 'quiet': rules are quiet in it; it was parsed for its inventory.
   * 'nothing-found': it was parsed, and none of the rules finds anything in it.
   */
  readonly why: 'no-external-call' | 'quiet' | 'nothing-found';
  readonly inventory: FileInventory;
  /** Files whose content that depends on (absolute paths). */
  readonly dependencies: readonly string[];
}

/** Identifies a finding among ESLint's messages of the same file: equal to the message's rule, line and column. */
export interface FindingKey {
  /** Without the plugin's prefix: 'require-timeout'. */
  readonly rule: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

export interface FindingRewrites extends FindingKey {
  readonly rewrites: readonly Rewrite[];
  /** For people: 'Redis'. Absent where the finding is about none, and in versions of the plugin that don't say. */
  readonly dependency?: string;
  /** There would be more if the file could import the runtime; absent in versions of the plugin that don't say. */
  readonly lacksRuntime?: LackedRuntime;
}

export interface LackedRuntime {
  /** '@failsoft/runtime', or what the settings name: './src/failsoft', as seen from the root. */
  readonly from: string;
  /** Folder of the workspace, absolute with `/`. */
  readonly root: string;
}

export interface EvidenceRecord {
  readonly verdict: 'present' | 'missing' | 'unknown';
  readonly reason: string;
  /** `path:line` of the place that bounds it, path absolute. */
  readonly where?: string;
  /** Of a timeout: what ends each attempt, after so many milliseconds, where that is known. Absent in versions of the plugin that don't say. */
  readonly limitMs?: number;
}

export interface FileInventory {
  readonly file: string;
  /** Why rules are quiet here; undefined for server code. */
  readonly quiet: string | undefined;
  readonly calls: readonly CallRecord[];
  readonly clients: readonly ClientRecord[];
}

export interface CallRecord {
  /** Source text of the callee: 'this.redis.get'. */
  readonly callee: string;
  readonly library: string;
  readonly dependency: string;
  /** 1-based; that of the callee's last name. */
  readonly line: number;
  readonly column: number;
  readonly timeout: EvidenceRecord;
  readonly errorHandling: EvidenceRecord;
  readonly circuitBreaker: EvidenceRecord;
  /** The finding that reports a missing timeout: in this file, or where the client is created. */
  readonly finding?: FindingKey & { readonly file: string };
  /** Where its client is created, if known. */
  readonly client?: { readonly file: string; readonly line: number };
}

export interface ClientRecord {
  readonly name: string;
  readonly library: string;
  readonly dependency: string;
  readonly line: number;
  readonly column: number;
  readonly timeout: EvidenceRecord;
  readonly errorListener: EvidenceRecord;
  readonly finding?: FindingKey & { readonly file: string };
}
