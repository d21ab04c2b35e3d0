import type { CommandLine } from '../arguments/command-line.js';
import { errorsOf } from '../check/errors.js';
import { configure } from '../configuration/configure.js';
import type { Environment, ExitCode } from '../environment.js';
import { findFiles } from '../files/find-files.js';
import { relativePath } from '../files/relative-path.js';
import type { FileOutcome } from '../lint/lint-file.js';
import { colorsFor } from '../terminal/colors.js';
import { write } from '../terminal/output.js';
import { createProgress } from '../terminal/progress.js';
import type { Draft } from './draft.js';
import { fixReport, type FixedFile, type FixReport } from './fix-report.js';
import { rewriteAll } from './passes.js';
import { unifiedDiff } from './unified-diff.js';
import { replaceContent } from './write-file.js';

/** `failsoft fix`; a dry run prints the diff to stdout and the rest to stderr. @throws UsageError */
export async function fix({ selection, dryRun }: CommandLine & { readonly command: 'fix' }, environment: Environment): Promise<ExitCode> {
  const { cwd, env, stdout, stderr, loadPlugin } = environment;
  const found = await findFiles(selection.paths, cwd);
  const configured = await configure(found.files, selection, cwd, await loadPlugin());
  await write(stderr, configured.warnings.map((warning) => `failsoft: ${warning}\n`));
  const progress = createProgress('Fixing', environment);
  const { drafts, unreadable } = await rewriteAll(configured.groups, progress).finally(() => progress.stop());
  const changed = drafts.filter(({ text, source }) => text !== source.text);
  if (dryRun) await write(stdout, changed.map(({ path, source, text }) => unifiedDiff(relativePath(cwd, path), source.mark + source.text, source.mark + text, colorsFor(stdout, env))));
  const unwritten = dryRun ? new Map<string, string>() : await writeAll(changed);
  forgetDrafts(changed);
  const folders = found.unreadable.map((folder): FileOutcome => ({ kind: 'unreadable', ...folder }));
  const report: FixReport = {
    files: drafts.map((draft) => fixedFile(draft, cwd, unwritten.get(draft.path))).sort((a, b) => (a.path < b.path ? -1 : 1)),
    errors: [...folders, ...unreadable, ...drafts.map(({ outcome }) => outcome)].flatMap((outcome) => errorsOf(outcome, cwd)),
    configurations: [...new Set(configured.groups.map(({ configuration }) => configuration))],
    checked: drafts.filter(({ outcome }) => outcome.kind !== 'ignored').length + unreadable.length,
    isDryRun: dryRun,
  };
  const reportStream = dryRun ? stderr : stdout;
  await write(reportStream, fixReport(report, colorsFor(reportStream, env)));
  return exitCodeOf(report);
}

/** Why files were not written, by path. */
async function writeAll(changed: readonly Draft[]): Promise<Map<string, string>> {
  const refused = new Map<string, string>();
  for (const { path, source, text } of changed) {
    const reason = await replaceContent(path, source.mark + source.text, source.mark + text);
    if (reason !== undefined) refused.set(path, `left as it was: ${reason}`);
  }
  return refused;
}

/** From here on the files on disk count again. */
function forgetDrafts(changed: readonly Draft[]): void {
  for (const { path, linter } of changed) linter.host.overlay(path, undefined);
  for (const host of new Set(changed.map(({ linter }) => linter.host))) host.refresh();
}

function fixedFile({ path, made, outcome, stopped }: Draft, cwd: string, unwritten: string | undefined): FixedFile {
  const left = outcome.kind === 'linted' ? outcome.findings : [];
  return { path: relativePath(cwd, path), made: unwritten === undefined ? made : [], left, refused: unwritten ?? stopped };
}

/** 1 if something could be rewritten and was not, 2 for a rule or a parser that fails; findings without rewrite do not count. */
function exitCodeOf({ files, errors }: FixReport): ExitCode {
  if (errors.some(({ kind }) => kind === 'rule-failure' || kind === 'parser-failure')) return 2;
  return errors.length > 0 || files.some(({ refused }) => refused !== undefined) ? 1 : 0;
}
