/** Code of edge functions, which end early by themselves and have no undici: what says so, Next's middleware, and what only these import. */
import { FileQuestion } from '../workspace/answers.js';
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
  if (startsAtTheEdge(workspace, path, text)) return true;
  const search: EdgeSearch = { seen: new Set([path]), starts: 0 };
  return isImportedByEdgeOnly(workspace, path, maxLevels, search) && search.starts > 0;
}

const edgeStarts = new FileQuestion(startsAtTheEdge, { inCircle: false });

function startsAtTheEdge(workspace: Workspace, path: string, text: string): boolean {
  if (text.includes('edge') && declaresEdge.test(text) && declaresEdge.test(withoutComments(text))) return true;
  return nextMiddleware.test(relativePaths(workspace, path).inPackage) && isOfNext(workspace, path) && !choosesNode.test(text);
}

interface EdgeSearch {
  readonly seen: Set<string>;
  /** Files that import one another run nowhere for that alone. */
  starts: number;
}

/** A file that nobody imports is not. */
function isImportedByEdgeOnly(workspace: Workspace, path: string, levels: number, search: EdgeSearch): boolean {
  if (levels === 0 || !isOfNext(workspace, path)) return false;
  const users = usersOf(workspace, path);
  if (users.length === 0 || users.length > maxImporters) return false;
  return users.every((user) => {
    if (search.seen.has(user)) return true;
    search.seen.add(user);
    const starts = workspace.ofFile(edgeStarts, user);
    if (starts === undefined) return false;
    if (!starts) return isImportedByEdgeOnly(workspace, user, levels - 1, search);
    search.starts++;
    return true;
  });
}

function isOfNext(workspace: Workspace, path: string): boolean {
  return workspace.manifest(path)?.dependencies.has('next') === true;
}
