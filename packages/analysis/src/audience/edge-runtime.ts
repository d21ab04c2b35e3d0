/**
 * Code of edge functions, which end early by themselves and have no undici: what says so, Next's middleware, apps that run there as a whole,
 * and what only these import.
 */
import { FileQuestion } from '../workspace/answers.js';
import { includes } from '../workspace/basis.js';
import type { Workspace } from '../workspace/workspace.js';
import { anyOf } from '../any-of.js';
import { isOfEdgeApp } from './edge-apps.js';
import { isImportedOnlyBy, type FileKind } from './imported-only-by.js';
import { withoutExtension } from './package-scripts.js';
import { loadedByPlace, relativePaths } from './places.js';
import { entryFile, hasUnseenImports } from './programs.js';
import { runByHand } from './run-by-hand.js';
import { withoutComments } from './waiting.js';

const declaresEdge = anyOf(
  /^export\s+const\s+runtime\s*(?::[^=\n]+)?=\s*['"](?:experimental-)?edge['"]/m,
  /^export\s+const\s+config\s*(?::[^=\n]+)?=\s*\{[^}]{0,400}?\bruntime\s*:\s*['"](?:experimental-)?edge['"]/m,
);
/** Before Next 12.2 it stood among the pages. */
const nextMiddleware = /^(?:src\/)?(?:middleware|pages\/(?:[^/]+\/)*_middleware)\.[jt]sx?$/;
/** `runtime: 'nodejs'`, of a route of SvelteKit `runtime: 'nodejs22.x'`. */
const choosesNode = /\bruntime\s*:\s*['"]nodejs(?:\d+\.x)?['"]/;

const edgeFunctions: FileKind = {
  isOne: new FileQuestion<boolean | undefined>((workspace, path, text) => startsAtTheEdge(workspace, path, text) || undefined, { inCircle: undefined }),
  isOnlyImported: new FileQuestion((workspace, path) => isOnlyImported(workspace, path), { inCircle: false }),
  saysNothing: runByHand,
  maxLevels: 3,
  maxImporters: 24,
};

export function runsAtTheEdge(workspace: Workspace, path: string, text: string): boolean {
  return workspace.ofText(edgeFunctions.isOne, path, text) ?? isImportedOnlyBy(workspace, path, text, edgeFunctions);
}

function startsAtTheEdge(workspace: Workspace, path: string, text: string): boolean {
  if (text.includes('edge') && declaresEdge.test(text) && declaresEdge.test(withoutComments(text))) return true;
  if (choosesNode.test(text)) return false;
  return isOfEdgeApp(workspace, path) || (nextMiddleware.test(relativePaths(workspace, path).inPackage) && isOfNext(workspace, path));
}

/** Next imports what is no route in plain sight; elsewhere, a server of Node may start with a file, or be published as one. */
function isOnlyImported(workspace: Workspace, path: string): boolean {
  if (isOfNext(workspace, path)) return true;
  const { inPackage } = relativePaths(workspace, path);
  if (loadedByPlace.test(inPackage) || entryFile.test(inPackage) || hasUnseenImports(workspace, path)) return false;
  const manifest = workspace.manifest(path);
  if (manifest === undefined) return true;
  return !manifest.isLibrary && !workspace.passes(`${manifest.folder}/package.json`, includes(withoutExtension(inPackage)));
}

function isOfNext(workspace: Workspace, path: string): boolean {
  return workspace.manifest(path)?.dependencies.has('next') === true;
}
