/** What a file's place says of whom it works for. */
import type { PackageManifest, Workspace } from '../workspace/workspace.js';
import { anyOf } from '../any-of.js';
import { Memo } from '../memo.js';
import { objectOf, parseJson } from '../workspace/json.js';
import type { Audience } from './kinds.js';

/** Names that say it in any folder. */
const testPath = anyOf(
  /(?:^|\/)(?:[\w.]+[-_])?(?:tests?|testapps?|specs?|e2e|__tests__|__mocks__|__fixtures__|cypress|playwright|benchmarks?)(?:[-_][\w.]+)?\//i,
  /(?:^|\/)(?:[\w.]+[-_])?(?:stories|storybook|testing|testutils?)(?:[-_][\w.]+)?\/|(?:^|\/)mocks?\//i,
  /[._-](?:test|tests|spec|e2e|mock|mocks|stories|bench)(?:[.-](?:setup|teardown|environment|utils?|helpers?|config))?\.[cm]?[jt]sx?$/i,
  /(?:^|\/)(?:setup-?tests?|tests?-?(?:setup|environment|env|utils?|helpers?)|global-?(?:setup|teardown))\.[cm]?[jt]sx?$/i,
  /(?:^|\/)(?:jest|vitest|mocha|karma|playwright|cypress)(?:[.-][^/]*|setup|environment)?\.[cm]?[jt]sx?$/i,
);
/** Next serves every file there, `pages/api/mail-test.ts` too; only names with a dot, `mail.test.ts`, are those of tests beside routes. */
const pagesRoute = /(?:^|\/)pages\/api\/(?:[^/]+\/)*(?=[\w[\]-]+\.[jt]s$)/;
const scriptPath = anyOf(
  /(?:^|\/)(?:scripts?|seeds?|seeders?|seed[-_][\w-]+|codemods?|\.github|\.husky)\//i,
  /(?:^|\/)(?:seeds?|seeder|seed[-_][\w-]+|gulpfile|gruntfile|makefile)\.[cm]?[jt]s$/i,
  // `stripe.dev.ts` listens for whoever develops.
  /\.dev\.[cm]?[jt]s$/i,
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
const scriptFolder = /^(?:tools?|tooling|bin|build|ci|deploy(?:ment)?|infra|release)\/|^(?:release|build|ci|deploy)\.[cm]?[jt]s$/i;
const generatedFolder = /^(?:dist|build|out|lib-dist|\.output)\//i;

/** A project among the tests of another package: `shop/tests/mailbox/package.json`. */
const projectForTests = /^(.+)\/(?:tests?|testapps?|__tests__|e2e)(?:\/|$)/;
const forTests = new WeakMap<Workspace, boolean>();

/** What places were found to say: a file is asked about once for each file that it imports. A package's manifest is another one when folders change. */
const known = new WeakMap<PackageManifest | Workspace, Memo<Audience | undefined>>();

export function audienceByPlace(workspace: Workspace, path: string): Audience | undefined {
  const owner = workspace.manifest(path) ?? workspace;
  let audiences = known.get(owner);
  if (audiences === undefined) known.set(owner, (audiences = new Memo()));
  return audiences.get(path, () => audienceOfPlace(workspace, relativePaths(workspace, path)));
}

function isProjectForTests(workspace: Workspace): boolean {
  let answer = forTests.get(workspace);
  if (answer === undefined) forTests.set(workspace, (answer = isAmongTests(workspace)));
  return answer;
}

function isAmongTests(workspace: Workspace): boolean {
  const tested = projectForTests.exec(workspace.root)?.[1];
  if (tested === undefined) return false;
  // Without a name it is what an install into somebody's own folder left behind.
  return typeof objectOf(parseJson(workspace.text(`${tested}/package.json`) ?? ''))['name'] === 'string';
}

function audienceOfPlace(workspace: Workspace, { inRoot, inPackage }: RelativePaths): Audience | undefined {
  if (isProjectForTests(workspace) || testPath.test(pagesRoute.exec(inRoot)?.[0] ?? inRoot)) return { kind: 'quiet', why: 'test' };
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

/** By the list of importers, which is the same one until imports or folders change. */
const users = new WeakMap<readonly string[], readonly string[]>();

/** The files that import a file, tests aside. */
export function usersOf(workspace: Workspace, path: string): readonly string[] {
  const importers = workspace.index.importersOf(path);
  let found = users.get(importers);
  if (found === undefined) users.set(importers, (found = importers.filter((importer) => !isTestPath(workspace, importer))));
  return found;
}

interface RelativePaths {
  readonly inRoot: string;
  readonly inPackage: string;
}

/** Names of folders above the project say nothing about its files. */
export function relativePaths(workspace: Workspace, path: string): RelativePaths {
  return { inRoot: pathIn(workspace.root, path), inPackage: pathIn(packageFolder(workspace, path), path) };
}

export function packageFolder(workspace: Workspace, path: string): string {
  return workspace.manifest(path)?.folder ?? workspace.root;
}

function pathIn(folder: string, path: string): string {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}
