/** Lints the files of one folder, in the light of unsaved texts. */
import { readFile } from 'node:fs/promises';
import { ConfigurationError, type FailsoftPlugin, type Linter, type LintResult, type SkippedFile } from '@failsoft/linter';
import type { TextEdit } from '@failsoft/analysis/rewrites';
import type { Host } from 'eslint-plugin-failsoft';
import { ConfiguredLinters } from './configured-linters.js';
import { fixPasses } from './fix-passes.js';
import { LineOffsets, markLength } from './line-offsets.js';
import { lintableFiles } from './lintable-files.js';
import type { FileReport, FixScope, FromWorker, LocatedFinding, WorkerOptions } from './messages.js';

export class LintSession {
  readonly #linters: ConfiguredLinters;
  readonly #overlays = new Map<string, string>();
  /** Each copy of the plugin has its own: it has to be told of all overlays. */
  readonly #hosts = new Set<Host>();
  /** Files with findings: asking beforehand whether they need a lint would only cost. */
  readonly #reported = new Set<string>();
  readonly #logged = new Set<string>();

  constructor(
    private readonly options: WorkerOptions,
    private readonly plugin: FailsoftPlugin,
    private readonly tell: (message: FromWorker) => void,
  ) {
    this.#linters = new ConfiguredLinters({ ...options, plugin, tell });
  }

  list(): Promise<string[]> {
    return lintableFiles(this.options.folder);
  }

  overlay(path: string, text: string | undefined): void {
    if (text === undefined) this.#overlays.delete(path);
    else this.#overlays.set(path, text);
    for (const host of this.#hosts) host.overlay(path, text);
  }

  refresh(): void {
    this.#linters.refresh();
    for (const host of this.#hosts) host.refresh();
  }

  /** Reports of files that can be read. */
  async survey(paths: readonly string[]): Promise<FileReport[]> {
    const reports: FileReport[] = [];
    for (const path of paths) {
      const text = this.#overlays.get(path) ?? (await readFile(path, 'utf8').catch(() => undefined));
      if (text !== undefined) reports.push(await this.lint(path, text));
    }
    return reports;
  }

  /** The edits of a text that leave nothing to fix in it. */
  async fix(path: string, text: string, scope: FixScope): Promise<readonly TextEdit[]> {
    const unsaved = this.#overlays.get(path);
    try {
      return await fixPasses(text, scope, (next) => {
        // Other files are asked about in the light of it.
        this.overlay(path, next);
        return this.lint(path, next);
      });
    } finally {
      this.overlay(path, unsaved);
    }
  }

  async lint(path: string, text: string): Promise<FileReport> {
    const linter = await this.#linters.linterFor(path);
    this.#introduce(linter.host);
    this.tell({ kind: 'phase', phase: { name: 'linting', path } });
    const source = text.slice(markLength(text));
    try {
      const result = this.#reported.has(path) ? await linter.lint(path, source) : await linter.check(path, source);
      if (result.kind === 'linted' && result.findings.length > 0) this.#reported.add(path);
      else if (result.kind !== 'unparsable' && result.kind !== 'parser-failed') this.#reported.delete(path);
      return this.#reportOf(path, result, linter.namespace, text);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      this.tell({ kind: 'notice', severity: 'error', text: error.message });
      return { path, kind: 'linted', findings: [], inventory: undefined, dependencies: [], namespace: linter.namespace };
    }
  }

  /** What is found again with each keystroke. */
  #logOnce(text: string): void {
    if (this.#logged.has(text)) return;
    this.#logged.add(text);
    this.tell({ kind: 'log', text });
  }

  #introduce(host: Host): void {
    if (this.#hosts.has(host)) return;
    this.#hosts.add(host);
    for (const [path, text] of this.#overlays) host.overlay(path, text);
  }

  #reportOf(path: string, result: LintResult | SkippedFile, namespace: Linter['namespace'], text: string): FileReport {
    const empty = { path, kind: 'linted', findings: [], inventory: undefined, dependencies: [], namespace } as const;
    switch (result.kind) {
      case 'ignored':
        return empty;
      case 'unparsable':
        return { ...empty, kind: 'unparsable' };
      case 'parser-failed':
        this.#logOnce(`${path} is not checked, because its parser does not work: ${result.message}`);
        return { ...empty, kind: 'unparsable' };
      case 'skipped':
        return { ...empty, inventory: result.inventory, dependencies: result.why === 'no-external-call' ? 'any' : result.dependencies };
      case 'linted': {
        for (const { rule, line, message } of result.failures) {
          this.tell({ kind: 'log', text: `${path}:${line ?? 1}: the rule ${rule ?? '(unknown)'} failed, please report it: ${message}` });
        }
        const offsets = new LineOffsets(text);
        const findings = result.findings.map((finding): LocatedFinding => {
          const start = offsets.offsetAt(finding.line, finding.column);
          const end = offsets.offsetAt(finding.endLine, finding.endColumn);
          const page = this.plugin.rules?.[finding.rule]?.meta?.docs?.url;
          return { ...finding, rewrites: shifted(finding.rewrites, markLength(text)), range: [start, Math.max(start, end)], page };
        });
        return { ...empty, findings, inventory: result.inventory, dependencies: result.dependencies };
      }
    }
  }
}

/** Offsets of rewrites count from behind the byte order mark, those of documents from in front of it. */
function shifted(rewrites: LocatedFinding['rewrites'], by: number): LocatedFinding['rewrites'] {
  if (by === 0) return rewrites;
  return rewrites.map((rewrite) => ({ ...rewrite, edits: rewrite.edits.map((edit) => ({ ...edit, range: [edit.range[0] + by, edit.range[1] + by] })) }));
}
