/** Programs that somebody runs and watches, and what only they import: nobody else waits for these. */
import { FileQuestion } from '../workspace/answers.js';
import type { Workspace } from '../workspace/workspace.js';
import { anyOf } from '../any-of.js';
import { isStartedByAction } from './github-actions.js';
import { isImportedOnlyBy, type FileKind } from './imported-only-by.js';
import { audienceByPlace, loadedByPlace, packageFolder, relativePaths, usersOf } from './places.js';
import { argumentParser, isLaunched } from './launchers.js';
import { scriptsOf, withoutExtension } from './package-scripts.js';
import { packageTrait } from './package-traits.js';
import { endsAtOnce, mayStartItself, readsArguments, runsWhenLoaded, startsByItself } from './starting.js';
import { waitsForWork, withoutComments } from './waiting.js';
import { servesOthers, worksForOthersForEver } from './waiting-marks.js';

const webFrameworks = /^(?:express|fastify|koa|hono|next|nuxt|@nestjs\/core|@hapi\/hapi|restify|h3|elysia|@adonisjs\/core)$/;

export const hasExports = /^\s*export\b|\bmodule\.exports\b|\bexports\.\w+\s*=/m;
/** What frameworks load by its place or by name. */
const loadedByName = anyOf(
  /^\s*export\s+default\b/m,
  /\bexport\s+(?:(?:async\s+)?function|const|let|var)\s*\*?\s+\w*(?:[hH]andler|GET|POST|PUT|PATCH|DELETE)\b/m,
  /\bexport\s+(?:(?:async\s+)?function|const|let|var)\s*\*?\s+\w*(?:loader|action|middleware|register|config)\b/m,
  /\b(?:module\.)?exports\.\w*[hH]andler\b/m,
);

/** Jobs that a scheduler starts: nobody sees them hang. */
const jobPath = /(?:^|[/._-])(?:jobs?|crons?|workers?|queues?|consumers?|tasks?|processors?|daemons?|listeners?|subscribers?)(?:[/._-]|$)/i;
/** Packages whose files import one another in other ways than by `import`, or in files that are not read. */
const importsUnseen = /^(?:nuxt|nitro|nitropack|h3|astro|vue|svelte|@sveltejs\/kit|@redwoodjs\/.*|@adonisjs\/.*|awilix|sails|moleculer|@strapi\/.*)$/;
export const entryFile = /^(?:src\/|lib\/)?(?:index|main|mod|lib|app|server)\.[cm]?[jt]sx?$/;

/** Programs that wait for no work. */
const closedPrograms: FileKind = {
  isOne: new FileQuestion<boolean | undefined>((workspace, path, text) => isClosedProgram(workspace, path, text) || undefined, { inCircle: undefined }),
  isOnlyImported: new FileQuestion((workspace, path, text) => !isLoadedOtherwise(workspace, path, text), { inCircle: false }),
  maxLevels: 5,
  maxImporters: 400,
};

export function isProgramFile(workspace: Workspace, path: string, text: string): boolean {
  if (isCommand(workspace, path, text) || isCommandLineTool(workspace, path) || isStartedByAction(workspace, path)) return true;
  if (isOneShot(workspace, path, text)) return true;
  return isImportedOnlyBy(workspace, path, text, closedPrograms);
}

/** The file that a command-line tool for migrations is told to load, and that nothing else imports. */
export function isMigrationSource(workspace: Workspace, path: string): boolean {
  if (scriptsOf(workspace, path)?.dataSources.has(withoutExtension(path)) !== true) return false;
  return workspace.index.importersOf(path).every((importer) => audienceByPlace(workspace, importer) !== undefined);
}

function isCommand(workspace: Workspace, path: string, text: string): boolean {
  if (workspace.manifest(path)?.bins.has(path) === true || isLaunched(workspace, path, text)) return true;
  return text.startsWith('#!') && !isStartedService(withoutComments(text));
}

/** A service that can be started by its file's name: it takes no arguments, and nobody sits before it. */
function isStartedService(code: string): boolean {
  return !readsArguments(code) && !isInteractive(code) && worksForOthersForEver(code);
}

/** A package whose purpose is a command: somebody watches it run. Of a library that has one, too, only what the command loads is of that kind. */
function isCommandLineTool(workspace: Workspace, path: string): boolean {
  const manifest = workspace.manifest(path);
  if (manifest === undefined || manifest.bins.size === 0 || scriptsOf(workspace, path)?.hasParts === true) return false;
  const names = [...manifest.dependencies.keys()];
  return names.some((name) => argumentParser.test(name)) && !names.some((name) => webFrameworks.test(name));
}

/** A program that runs once: it starts itself, waits for no work, and nothing but other programs imports it. */
const oneShots = new FileQuestion(
  (workspace, path, text) => {
    if (!mayRunOnce(workspace, path, text) || waitsForWork(workspace, path, text)) return false;
    return usersOf(workspace, path).every((importer) => audienceByPlace(workspace, importer)?.kind === 'quiet');
  },
  { inCircle: false },
);

function isOneShot(workspace: Workspace, path: string, text: string): boolean {
  return workspace.ofText(oneShots, path, text);
}

function mayRunOnce(workspace: Workspace, path: string, text: string): boolean {
  const scripts = scriptsOf(workspace, path);
  const isRunByScript = scripts?.programs.has(withoutExtension(path)) === true;
  const mayBeSnippet = scripts?.startsSomething === false && endsAtOnce(text);
  if (!isRunByScript && !mayBeSnippet && !mayStartItself(text)) return false;
  const code = withoutComments(text);
  // Who tells a job on the command line what to do looks at what it prints.
  if (jobPath.test(relativePaths(workspace, path).inPackage) && !readsArguments(code)) return false;
  const exportsSomething = hasExports.test(code);
  if (exportsSomething && loadedByName.test(code)) return false;
  if (isRunByScript || startsByItself(code)) return true;
  return !exportsSomething && (mayBeSnippet || runsWhenLoaded(code));
}

function isClosedProgram(workspace: Workspace, path: string, text: string): boolean {
  const byPlace = audienceByPlace(workspace, path);
  if (byPlace !== undefined) {
    return byPlace.kind === 'quiet' && (byPlace.why === 'script' || byPlace.why === 'migration') && !waitsForWork(workspace, path, text);
  }
  if (!isCommand(workspace, path, text)) return isOneShot(workspace, path, text);
  return isInteractive(withoutComments(text)) || !waitsForWork(workspace, path, text);
}

/** It asks for lines on the terminal: what it waits for is its user, whom no deadline of a call helps. */
function isInteractive(code: string): boolean {
  const asks = /['"](?:node:)?readline(?:\/promises)?['"]/.test(code) && /\binput\s*:\s*(?:process\.)?stdin\b/.test(code);
  return asks && /\boutput\s*:\s*(?:process\.)?stdout\b/.test(code) && !/\bterminal\s*:\s*false\b/.test(code) && !servesOthers(code);
}

const isOfUnseenImports = packageTrait(({ dependencies }) => [...dependencies.keys()].some((name) => importsUnseen.test(name)));

function isLoadedOtherwise(workspace: Workspace, path: string, text: string): boolean {
  const { inPackage } = relativePaths(workspace, path);
  if (jobPath.test(inPackage) || loadedByPlace.test(inPackage) || loadedByName.test(text)) return true;
  if (entryFile.test(inPackage) && scriptsOf(workspace, path)?.isLibrary === true) return true;
  if (hasUnseenImports(workspace, path)) return true;
  return usersOf(workspace, path).some((importer) => packageFolder(workspace, importer) !== packageFolder(workspace, path));
}

/** Whether a file may be imported where nobody looks for imports. */
export function hasUnseenImports(workspace: Workspace, path: string): boolean {
  return isOfUnseenImports(workspace.manifest(path));
}
