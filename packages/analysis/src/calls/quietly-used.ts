/** Functions of a file that servers share: those that only pages and programs use, which rules are quiet about. */
import { audienceOf } from '../audience/audience.js';
import { isServerMarked } from '../audience/browser-code.js';
import { usersOf } from '../audience/places.js';
import { hasUnseenImports } from '../audience/programs.js';
import { withoutComments } from '../audience/waiting.js';
import { withoutTexts } from '../audience/waiting-marks.js';
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import { argumentsNamed, callsOf } from '../resolve/occurrences.js';
import type { Resolver } from '../resolve/resolver.js';
import { isExported } from '../resolve/visibility.js';
import { callersOf, handedByName, outermost } from './enclosing.js';
import { isRunByPage } from './page-handlers.js';

const maxCallers = 4;
const maxUsers = 24;
/** Who imports such a file may have anything of it. */
const handsOnAll = /\bexport\s*\*|\bmodule\.exports\s*=\s*(?:require\b|\{\s*\.\.\.)/;

export function isUsedQuietlyOnly(resolver: Resolver, { site }: CallValue, module: ModuleModel): boolean {
  return site.body.kind === 'function' && isOfQuietUsers(resolver, outermost(site.body.fn), module, 0);
}

function isOfQuietUsers(resolver: Resolver, fn: FunctionModel, module: ModuleModel, depth: number): boolean {
  if (fn.name === undefined || fn.cls !== undefined || depth >= maxCallers || handedByName(fn, module).length > 0) return false;
  const isShared = isExported(fn, module);
  if (isShared && !isImportedQuietly(resolver, fn.name, module)) return false;
  const callers = callersOf(fn, module);
  return (
    (isShared || callers.length > 0) &&
    callers.every(({ site }) => site.body.kind === 'function' && isOfQuietUsers(resolver, outermost(site.body.fn), module, depth + 1))
  );
}

/** Every file that imports this one and has the function's name runs in browsers, or is a program that somebody runs. */
function isImportedQuietly(resolver: Resolver, name: string, { path, text, exports }: ModuleModel): boolean {
  const { workspace } = resolver;
  const names = exports.flatMap((item) => (item.kind === 'binding' && item.local === name ? [item.name] : []));
  // Under another name, or as a part of something, it is not found by its own.
  if (names.length !== 1 || names[0] !== name) return false;
  const users = usersOf(workspace, path);
  if (users.length > maxUsers || hasUnseenImports(workspace, path)) return false;
  const named = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
  const mayBeOfPages = !isServerMarked(text);
  let quiet = 0;
  for (const user of users) {
    const using = workspace.text(user);
    if (using === undefined || handsOnAll.test(using)) return false;
    if (!named.test(using)) continue;
    const audience = audienceOf(workspace, user, using);
    const isQuiet = audience.kind === 'quiet' ? audience.why !== 'browser' || mayBeOfPages : mayBeOfPages && isUsedByPage(resolver, name, user, using);
    if (!isQuiet) return false;
    quiet++;
  }
  return quiet > 0;
}

/** A file of both sides, whose components and handlers alone have the function. */
function isUsedByPage(resolver: Resolver, name: string, path: string, text: string): boolean {
  const user = resolver.module(path);
  if (!user?.hasJsx) return false;
  const uses = [...callsOf(user, name).filter(({ callee }) => callee.kind === 'name'), ...argumentsNamed(user, name).map(({ call }) => call)];
  const mentions = withoutTexts(withoutComments(text)).match(new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g')) ?? [];
  // Its import is the one other mention.
  return uses.length > 0 && uses.length + 1 === mentions.length && uses.every((use) => isRunByPage(use, user));
}
