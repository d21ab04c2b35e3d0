/** Code of edge functions, which end early by themselves and have no undici: what says so, Next's middleware, and what only these import. */
import type { Workspace } from '../workspace/workspace.js';
import { anyOf } from '../any-of.js';
import { relativePaths, usersOf } from './places.js';
import { withoutComments } from './waiting.js';

const declaresEdge = anyOf(
  /^export\s+const\s+runtime\s*(?::[^=\n]+)?=\s*['"](?:experimental-)?edge['"]/m,
  /^export\s+const\s+config\s*(?::[^=\n]+)?=\s*\{[^}]{0,400}?\bruntime\s*:\s*['"](?:experimental-)?edge['"]/m,
);
const nextMiddleware = /^(?:src\/)?middleware\.[jt]s$/;
const choosesNode = /\bruntime\s*:\s*['"]nodejs['"]/;

/** Levels of importers that are asked whether they run at the edge. */
const maxLevels = 3;
const maxImporters = 24;

export function runsAtTheEdge(workspace: Workspace, path: string, text: string): boolean {
  return startsAtTheEdge(workspace, path, text) || isImportedByEdgeOnly(workspace, path, maxLevels, new Set([path]));
}

function startsAtTheEdge(workspace: Workspace, path: string, text: string): boolean {
  if (text.includes('edge') && declaresEdge.test(text) && declaresEdge.test(withoutComments(text))) return true;
  return nextMiddleware.test(relativePaths(workspace, path).inPackage) && isOfNext(workspace, path) && !choosesNode.test(text);
}

/** A file that nobody imports is not. */
function isImportedByEdgeOnly(workspace: Workspace, path: string, levels: number, pending: Set<string>): boolean {
  if (levels === 0 || !isOfNext(workspace, path)) return false;
  const users = usersOf(workspace, path);
  if (users.length === 0 || users.length > maxImporters) return false;
  return users.every((user) => {
    if (pending.has(user)) return true;
    pending.add(user);
    const text = workspace.text(user);
    return text !== undefined && (startsAtTheEdge(workspace, user, text) || isImportedByEdgeOnly(workspace, user, levels - 1, pending));
  });
}

function isOfNext(workspace: Workspace, path: string): boolean {
  return workspace.manifest(path)?.dependencies.has('next') === true;
}
