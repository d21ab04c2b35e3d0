/** Functions of a page that run in browsers, although the file has functions of the server, too: its components, handlers of its elements, and what only they call. */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';
import { isExported } from '../resolve/visibility.js';
import { callersOf, handedByName, handedInline, outermost } from './enclosing.js';
import { answersForPage } from '../audience/browser-code.js';
import { withoutComments } from '../audience/waiting.js';
import { withoutTexts } from '../audience/waiting-marks.js';

const maxCallers = 4;

export function isRunByPage({ site }: CallValue, module: ModuleModel): boolean {
  if (!module.hasJsx || site.body.kind !== 'function') return false;
  return isHandler(site.body.fn, module, 0) || (answersForPage.test(module.text) && isOfComponents(outermost(site.body.fn), module, 0));
}

/** A component or a hook, by its name, or what only such call. */
function isOfComponents(fn: FunctionModel, module: ModuleModel, depth: number): boolean {
  if (fn.name === undefined || fn.cls !== undefined || depth >= maxCallers) return false;
  if (/^(?:[A-Z]|use[A-Z])/.test(fn.name)) return true;
  if (isExported(fn, module)) return false;
  const callers = callersOf(fn, module);
  const handed = handedByName(fn, module);
  // `useSWR(url, fetcher)`.
  const given = handed.every(({ wrapper }) => /^use[A-Z]/.test(lastNameOf(wrapper.callee) ?? '') && isOfComponent(wrapper, module, depth));
  return callers.length + handed.length > 0 && given && callers.every((caller) => isOfComponent(caller, module, depth));
}

function isOfComponent({ site }: CallValue, module: ModuleModel, depth: number): boolean {
  return site.body.kind === 'function' && isOfComponents(outermost(site.body.fn), module, depth + 1);
}

function isHandler(fn: FunctionModel, module: ModuleModel, depth: number): boolean {
  if (isGivenToElement(fn, module)) return true;
  if (handedInline(fn) !== undefined) return fn.parent.kind === 'function' && isHandler(fn.parent.fn, module, depth);
  if (fn.name === undefined || fn.cls !== undefined || depth >= maxCallers || isExported(fn, module)) return false;
  const callers = callersOf(fn, module);
  const code = withoutTexts(withoutComments(module.text));
  const mentions = code.match(new RegExp(`(?<![\\w$.])${escaped(fn.name)}(?![\\w$])`, 'g'))?.length ?? 0;
  const given = code.match(new RegExp(`\\bon[A-Z]\\w*\\s*=\\s*\\{\\s*${escaped(fn.name)}\\s*\\}`, 'g'))?.length ?? 0;
  // Its declaration is the one other mention.
  if (callers.length + given === 0 || callers.length + given + 1 !== mentions) return false;
  return callers.every(({ site }) => site.body.kind === 'function' && isHandler(site.body.fn, module, depth + 1));
}

/** `onClick={() => publish(id)}`. */
function isGivenToElement({ value }: FunctionModel, { text }: ModuleModel): boolean {
  return value?.parent?.kind === 'opaque' && /\bon[A-Z]\w*\s*=\s*\{\s*$/.test(text.slice(Math.max(0, value.range[0] - 60), value.range[0]));
}

function escaped(name: string): string {
  return name.replaceAll('$', '\\$');
}
