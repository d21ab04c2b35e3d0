/** What `failsoft check --format json` prints. Paths are relative to the working directory, with '/'; lines and columns are 1-based. */

export interface CheckReport {
  /** Raised when the shape changes incompatibly. */
  readonly version: 1;
  readonly findings: readonly ReportedFinding[];
  readonly calls: readonly ReportedCall[];
  readonly clients: readonly ReportedClient[];
  readonly errors: readonly ReportedError[];
  readonly summary: Summary;
}

export interface ReportedFinding extends FindingReference {
  readonly severity: 'error' | 'warning';
  readonly endLine: number;
  /** Exclusive. */
  readonly endColumn: number;
  readonly message: string;
  readonly messageId: string;
  readonly rewrites: readonly { readonly title: string; readonly preferred: boolean }[];
}

export interface FindingReference {
  /** 'failsoft/require-timeout' */
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** The finding that reports a missing timeout; `suppressed` if a comment or a suppressions file silences it. */
export interface ReportingFinding extends FindingReference {
  readonly suppressed?: true;
}

export interface ReportedEvidence {
  readonly verdict: 'present' | 'missing' | 'unknown';
  readonly reason: string;
  /** `path:line` of what bounds it. */
  readonly where?: string;
}

export interface ReportedCall {
  readonly path: string;
  /** Of the callee's last name. */
  readonly line: number;
  readonly column: number;
  /** Source text of the callee: 'this.redis.get'. */
  readonly callee: string;
  readonly library: string;
  readonly dependency: string;
  readonly timeout: ReportedEvidence;
  readonly errorHandling: ReportedEvidence;
  readonly circuitBreaker: ReportedEvidence;
  /** Why rules are quiet in its file ('test', 'script'); nothing is said to be missing there. Absent in server code. */
  readonly quiet?: string;
  /** There for every missing timeout, unless the rule that reports it was not run. It may stand in a file that was not checked. */
  readonly finding?: ReportingFinding;
  /** Where its client is created, if known. */
  readonly client?: { readonly path: string; readonly line: number };
}

export interface ReportedClient {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly name: string;
  readonly library: string;
  readonly dependency: string;
  readonly timeout: ReportedEvidence;
  readonly errorListener: ReportedEvidence;
  readonly quiet?: string;
  readonly finding?: ReportingFinding;
}

export interface ReportedError {
  readonly kind: 'unreadable' | 'unparsable' | 'parser-failure' | 'rule-failure';
  readonly path: string;
  readonly line?: number;
  readonly message: string;
  readonly rule?: string;
}

export interface Summary {
  /** Files checked, those with errors included. */
  readonly files: number;
  /** Files among them whose text and imports say that they hold no external call: they were not parsed, and errors of syntax in them are not reported. */
  readonly unparsed: number;
  /** Files among them where rules are quiet, by reason: { test: 12 }. */
  readonly quiet: Readonly<Record<string, number>>;
  /** Files that the project's configuration turns no rule of failsoft on for. */
  readonly uncovered: number;
  /** Findings at error level. */
  readonly errors: number;
  readonly warnings: number;
  /** Findings that `failsoft fix` rewrites. */
  readonly fixable: number;
  /** Of server code alone. */
  readonly dependencies: readonly DependencySummary[];
  /** What the files were checked with: 'preset strict', 'eslint.config.js'. */
  readonly configurations: readonly string[];
}

export interface DependencySummary {
  readonly dependency: string;
  readonly libraries: readonly string[];
  readonly calls: number;
  /** Calls whose timeout is missing. */
  readonly missing: number;
  /** Calls whose timeout is unknown. */
  readonly unknown: number;
  /** Clients created. */
  readonly clients: number;
}
