import { resolve } from 'node:path';
import type { CommandLine } from '../arguments/command-line.js';
import { configure } from '../configuration/configure.js';
import type { Environment, ExitCode } from '../environment.js';
import { findFiles } from '../files/find-files.js';
import { lintAll } from '../lint/run.js';
import { colorsFor } from '../terminal/colors.js';
import { write } from '../terminal/output.js';
import { createProgress } from '../terminal/progress.js';
import { buildReport } from './build-report.js';
import { exitCodeOf } from './exit-code.js';
import { json } from './json.js';
import { stylish } from './stylish.js';

/** `failsoft check`. @throws UsageError */
export async function check({ selection, format }: CommandLine & { readonly command: 'check' }, environment: Environment): Promise<ExitCode> {
  const { cwd, env, stdout, stderr, loadPlugin } = environment;
  const started = performance.now();
  const found = await findFiles(selection.paths, cwd);
  const configured = await configure(found.files, selection, cwd, await loadPlugin());
  await write(stderr, configured.warnings.map((warning) => `failsoft: ${warning}\n`));
  const progress = createProgress('Checking', environment);
  const { outcomes, texts } = await lintAll(configured.groups, progress).finally(() => progress.stop());
  const report = buildReport([...found.unreadable.map((folder) => ({ kind: 'unreadable', ...folder }) as const), ...outcomes], {
    cwd,
    configurations: [...new Set(configured.groups.map(({ configuration }) => configuration))],
    uncovered: configured.uncovered,
  });
  const milliseconds = performance.now() - started;
  const output = format === 'json' ? json(report) : stylish(report, { textOf: (path) => texts.get(resolve(cwd, path)), colors: colorsFor(stdout, env), milliseconds });
  await write(stdout, output);
  return exitCodeOf(report);
}
