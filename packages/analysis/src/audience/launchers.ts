/** Commands whose `bin` is a launcher: a few lines that import what the project builds. */
import { posix } from 'node:path';
import { Question } from '../workspace/answers.js';
import { mentionedIn } from '../workspace/mentions.js';
import type { PackageManifest, Workspace } from '../workspace/workspace.js';
import { waitsForWork, withoutComments } from './waiting.js';
import { servesOthers } from './waiting-marks.js';

export const argumentParser =
  /^(?:commander|@commander-js\/.*|yargs(?:\/.*)?|cac|meow|@oclif\/.*|citty|clipanion|sade|minimist|mri|arg|command-line-args|inquirer|@inquirer\/.*|prompts|ink|@clack\/.*)$/;

const launchedFiles = new Question<ReadonlySet<string>>(new Set());

/** Whether a launcher starts the file, which reads arguments or ends by itself: a server may be started by one, too. */
export function isLaunched(workspace: Workspace, path: string, text: string): boolean {
  const manifest = workspace.manifest(path);
  if (manifest === undefined || manifest.bins.size === 0) return false;
  const launched = workspace.remember(launchedFiles, manifest.folder, (own) => launchedBy(own, manifest));
  if (!launched.has(path)) return false;
  const code = withoutComments(text);
  const readsArguments = mentionedIn(code).values.some((name) => argumentParser.test(name)) && !servesOthers(code);
  return readsArguments || !waitsForWork(workspace, path, text);
}

function launchedBy(workspace: Workspace, { name, folder, bins }: PackageManifest): ReadonlySet<string> {
  const launched = new Set<string>();
  for (const bin of bins) {
    for (const specifier of mentionedIn(workspace.text(bin) ?? '').values) {
      if (!specifier.startsWith('.') || workspace.resolve(specifier, bin).kind === 'file') continue;
      const built = posix.join(posix.dirname(bin), specifier);
      // What is not built is found by the name that the package has for others.
      const source = built.startsWith(`${folder}/`) ? workspace.resolve(`${name ?? ''}/${built.slice(folder.length + 1)}`, bin) : undefined;
      if (source?.kind === 'file') launched.add(source.path);
    }
  }
  return launched;
}
