/** Code of edge functions, which end early by themselves and have no undici: what says so, Next's middleware, and what only these import. */
import { FileQuestion } from '../workspace/answers.js';
import type { Workspace } from '../workspace/workspace.js';
import { anyOf } from '../any-of.js';
import { isImportedOnlyBy, type FileKind } from './imported-only-by.js';
import { relativePaths } from './places.js';
import { withoutComments } from './waiting.js';

const declaresEdge = anyOf(
  /^export\s+const\s+runtime\s*(?::[^=\n]+)?=\s*['"](?:experimental-)?edge['"]/m,
  /^export\s+const\s+config\s*(?::[^=\n]+)?=\s*\{[^}]{0,400}?\bruntime\s*:\s*['"](?:experimental-)?edge['"]/m,
);
/** Before Next 12.2 it stood among the pages. */
const nextMiddleware = /^(?:src\/)?(?:middleware|pages\/(?:[^/]+\/)*_middleware)\.[jt]sx?$/;
const choosesNode = /\bruntime\s*:\s*['"]nodejs['"]/;

const edgeFunctions: FileKind = {
  isOne: new FileQuestion<boolean | undefined>((workspace, path, text) => startsAtTheEdge(workspace, path, text) || undefined, { inCircle: undefined }),
  isOnlyImported: new FileQuestion(isOfNext, { inCircle: false }),
  maxLevels: 3,
  maxImporters: 24,
};

export function runsAtTheEdge(workspace: Workspace, path: string, text: string): boolean {
  return workspace.ofText(edgeFunctions.isOne, path, text) ?? isImportedOnlyBy(workspace, path, text, edgeFunctions);
}

function startsAtTheEdge(workspace: Workspace, path: string, text: string): boolean {
  if (text.includes('edge') && declaresEdge.test(text) && declaresEdge.test(withoutComments(text))) return true;
  return nextMiddleware.test(relativePaths(workspace, path).inPackage) && isOfNext(workspace, path) && !choosesNode.test(text);
}

function isOfNext(workspace: Workspace, path: string): boolean {
  return workspace.manifest(path)?.dependencies.has('next') === true;
}
