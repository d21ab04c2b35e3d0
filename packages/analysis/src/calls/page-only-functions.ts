/** Functions of a file that pages and servers share: those that only browser code uses. */
import { isBrowserFile, serverMark } from '../audience/browser-code.js';
import { usersOf } from '../audience/places.js';
import { hasUnseenImports } from '../audience/programs.js';
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import { isExported } from '../resolve/visibility.js';
import type { Workspace } from '../workspace/workspace.js';
import { callersOf, handedByName } from './enclosing.js';

const maxCallers = 4;
const maxUsers = 24;
/** Who imports such a file may have anything of it. */
const handsOnAll = /\bexport\s*\*|\bmodule\.exports\s*=\s*(?:require\b|\{\s*\.\.\.)/;

export function isUsedByPagesOnly(workspace: Workspace, { site }: CallValue, module: ModuleModel): boolean {
  return site.body.kind === 'function' && !serverMark.test(module.text) && isOfPages(workspace, outermost(site.body.fn), module, 0);
}

export function outermost(fn: FunctionModel): FunctionModel {
  return fn.parent.kind === 'function' ? outermost(fn.parent.fn) : fn;
}

function isOfPages(workspace: Workspace, fn: FunctionModel, module: ModuleModel, depth: number): boolean {
  if (fn.name === undefined || fn.cls !== undefined || depth >= maxCallers || handedByName(fn, module).length > 0) return false;
  const isShared = isExported(fn, module);
  if (isShared && !isImportedByPages(workspace, fn.name, module)) return false;
  const callers = callersOf(fn, module);
  return (
    (isShared || callers.length > 0) &&
    callers.every(({ site }) => site.body.kind === 'function' && isOfPages(workspace, outermost(site.body.fn), module, depth + 1))
  );
}

/** Every file that imports this one and has the function's name runs in browsers. */
function isImportedByPages(workspace: Workspace, name: string, { path, exports }: ModuleModel): boolean {
  const names = exports.flatMap((item) => (item.kind === 'binding' && item.local === name ? [item.name] : []));
  // Under another name, or as a part of something, it is not found by its own.
  if (names.length !== 1 || names[0] !== name) return false;
  const users = usersOf(workspace, path);
  if (users.length > maxUsers || hasUnseenImports(workspace, path)) return false;
  const named = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
  let pages = 0;
  for (const user of users) {
    const text = workspace.text(user);
    if (text === undefined || handsOnAll.test(text)) return false;
    if (!named.test(text)) continue;
    if (!isBrowserFile(workspace, user, text)) return false;
    pages++;
  }
  return pages > 0;
}
