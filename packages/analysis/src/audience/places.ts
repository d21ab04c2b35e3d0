/** What a file's place says of whom it works for. */
import type { Workspace } from '../workspace/workspace.js';
import { anyOf } from '../any-of.js';
import { Memo } from '../memo.js';
import type { Audience } from './kinds.js';

/** Names that say it in any folder. */
const testPath = anyOf(
  /(?:^|\/)(?:[\w.]+[-_])?(?:tests?|specs?|e2e|__tests__|__mocks__|__fixtures__|cypress|playwright|benchmarks?)(?:[-_][\w.]+)?\//i,
  /(?:^|\/)(?:[\w.]+[-_])?(?:stories|storybook|testing|testutils?)(?:[-_][\w.]+)?\/|(?:^|\/)mocks?\//i,
  /[._-](?:test|tests|spec|e2e|mock|mocks|stories|bench)(?:[.-](?:setup|teardown|environment|utils?|helpers?|config))?\.[cm]?[jt]sx?$/i,
  /(?:^|\/)(?:setup-?tests?|tests?-?(?:setup|environment|env|utils?|helpers?)|global-?(?:setup|teardown))\.[cm]?[jt]sx?$/i,
  /(?:^|\/)(?:jest|vitest|mocha|karma|playwright|cypress)(?:[.-][^/]*|setup|environment)?\.[cm]?[jt]sx?$/i,
);
const scriptPath = anyOf(
  /(?:^|\/)(?:scripts?|seeds?|seeders?|codemods?|\.github|\.husky)\/|(?:^|\/)(?:seed|seeds|seeder|gulpfile|gruntfile|makefile)\.[cm]?[jt]s$/i,
  // Functions that whoever deploys the others calls.
  /(?:^|\/)functions\/deploy(?:ment)?\//i,
);
const migrationPath = /(?:^|\/)(?:migrations?|migrate)\/|(?:^|\/)\d{8,}[-_][^/]*\.[cm]?[jt]s$|(?:^|\/)migrat(?:e|ions?|or)\.[cm]?[jt]s$/i;
const configPath = /(?:^|\/)[^/]*\.config(?:\.[\w-]+)?\.[cm]?[jt]s$|(?:^|\/)\.[^/]*rc\.[cm]?js$|(?:^|\/)vercel\.[cm]?[jt]s$/i;
const generatedPath = anyOf(
  /(?:^|\/)(?:generated|__generated__|vendor|third[-_]party|\.next|node_modules)\/|\.min\.[cm]?js$|\.d\.[cm]?ts$/i,
  /\.generated\.[cm]?[jt]sx?$|(?:^|[./])gen\.[jt]s$/i,
);

/** Names that say it only at the top of the project or of a package: an agent's `src/tools/` answers requests. */
const scriptFolder = /^(?:tools?|tooling|bin|build|ci|deploy(?:ment)?|infra|release)\/|^(?:release|build|deploy)\.[cm]?[jt]s$/i;
const generatedFolder = /^(?:dist|build|out|lib-dist|\.output)\//i;

/** What places were found to say: a file is asked about once for each file that it imports. */
const known = new Memo<Audience | undefined>();

export function audienceByPlace(workspace: Workspace, path: string): Audience | undefined {
  const { inRoot, inPackage } = relativePaths(workspace, path);
  return known.get(`${inRoot}\n${inPackage}`, () => audienceOfPlace(inRoot, inPackage));
}

function audienceOfPlace(inRoot: string, inPackage: string): Audience | undefined {
  if (testPath.test(inRoot)) return { kind: 'quiet', why: 'test' };
  if (generatedPath.test(inRoot) || generatedFolder.test(inPackage)) return { kind: 'quiet', why: 'generated' };
  if (migrationPath.test(inRoot)) return { kind: 'quiet', why: 'migration' };
  if (configPath.test(inRoot)) return { kind: 'quiet', why: 'config' };
  if (scriptPath.test(inRoot) || scriptFolder.test(inRoot) || scriptFolder.test(inPackage)) return { kind: 'quiet', why: 'script' };
  return undefined;
}

export function isTestPath(workspace: Workspace, path: string): boolean {
  const audience = audienceByPlace(workspace, path);
  return audience?.kind === 'quiet' && audience.why === 'test';
}

/** Folders and files that frameworks load by their place, or that others name by a path. */
export const loadedByPlace = anyOf(
  /(?:^|\/)(?:api|routes?|handlers?|functions?|lambdas?|controllers?|pages|app|server|servers|middlewares?)(?:\/|\.[cm]?[jt]sx?$)/i,
  /(?:^|\/)(?:plugins?|trigger|inngest|activities|workflows?|hooks|events|instrumentation)(?:\/|\.[cm]?[jt]sx?$)/i,
);

/** The files that import a file, tests aside. */
export function usersOf(workspace: Workspace, path: string): readonly string[] {
  return workspace.index.importersOf(path).filter((importer) => !isTestPath(workspace, importer));
}

/** Names of folders above the project say nothing about its files. */
export function relativePaths(workspace: Workspace, path: string): { readonly inRoot: string; readonly inPackage: string } {
  return { inRoot: pathIn(workspace.root, path), inPackage: pathIn(packageFolder(workspace, path), path) };
}

export function packageFolder(workspace: Workspace, path: string): string {
  return workspace.manifest(path)?.folder ?? workspace.root;
}

function pathIn(folder: string, path: string): string {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}
