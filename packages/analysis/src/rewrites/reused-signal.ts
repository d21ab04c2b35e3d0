import type { IneffectiveTimeout } from '../calls/facts.js';
import type { Binding, Scope } from '../module/scope.js';
import type { CallValue, Range, Value } from '../module/value.js';
import type { RewriteContext } from './context.js';
import { RewriteDraft } from './draft.js';
import { scopeOfCall } from './names.js';
import { everyPart } from './parts.js';
import { deadlineSignal, settingTitle } from './planned-property.js';
import type { Rewrite } from './rewrite.js';
import { declarationStatement } from './statement-place.js';
import { commentsBetween, tokenEndBefore } from './trivia.js';
import { isDuration } from './unknown-option.js';
import type { WrittenOption } from './written-option.js';

/** A signal that a `const` holds for all calls is made anew at the call; the `const` goes if nothing else reads it. */
export function remakeSignal({ holder, module }: IneffectiveTimeout, { entry }: WrittenOption, context: RewriteContext): readonly Rewrite[] {
  if (entry.value.kind !== 'name' || entry.name === undefined || (entry.form !== 'plain' && entry.form !== 'shorthand')) return [];
  const scope = scopeOfCall(holder, module);
  const binding = entry.value.scope.lookup(entry.value.name);
  const made = binding === undefined ? undefined : madeOnce(binding);
  if (binding === undefined || made === undefined || scope.lookup('AbortSignal') !== undefined) return [];
  const [duration, ...others] = made.args;
  if (duration === undefined || others.length > 0 || !isDuration(duration) || isHidden(duration, scope)) return [];
  const planned = deadlineSignal(entry.name, module.text.slice(duration.range[0], duration.range[1]));
  const draft = new RewriteDraft(context, scope);
  draft.replace(entry.range, `${planned.name}: ${planned.text}`);
  const isExported = module.exports.some((exported) => exported.kind === 'binding' && exported.local === binding.name);
  if (binding.reads === 1 && !isExported) {
    const declaration = declarationStatement(module, binding.range, made);
    const line = declaration === undefined ? undefined : wholeLines(module.text, declaration.range);
    const before = line === undefined ? 0 : tokenEndBefore(module, line[0]);
    if (line === undefined || commentsBetween(module, before, line[1]).length > 0) return [];
    draft.replace(line, '');
  }
  const rewrite = draft.finish(settingTitle([planned]), true);
  return rewrite === undefined ? [] : [rewrite];
}

/** Whether names in it mean something else at the call. */
function isHidden(duration: Value, scope: Scope): boolean {
  return [...everyPart(duration)].some((part) => part.kind === 'name' && scope.lookup(part.name) !== part.scope.lookup(part.name));
}

/** `const signal = AbortSignal.timeout(5000)`. */
function madeOnce({ keyword, source }: Binding): CallValue | undefined {
  if (keyword !== 'const' || source.from !== 'value' || source.path.length > 0 || source.value.kind !== 'call') return undefined;
  const { callee } = source.value;
  const isTimeout =
    callee.kind === 'member' && callee.property === 'timeout' && callee.object.kind === 'name' && callee.object.name === 'AbortSignal';
  return isTimeout ? source.value : undefined;
}

/** The lines of a statement that has them for itself, with one of the two blank lines around it. */
function wholeLines(text: string, [start, end]: Range): Range | undefined {
  const first = text.lastIndexOf('\n', start - 1) + 1;
  const last = nextLine(text, end);
  if (text.slice(first, start).trim() !== '' || text.slice(end, last).trim() !== '') return undefined;
  const isApart = first === 0 || /\n[ \t]*\r?\n$/.test(text.slice(0, first));
  const after = nextLine(text, last);
  return [first, isApart && text.slice(last, after).trim() === '' ? after : last];
}

function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}
