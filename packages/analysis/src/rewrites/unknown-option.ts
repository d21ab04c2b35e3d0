import type { IneffectiveTimeout } from '../calls/facts.js';
import type { Insertion, InsertedProperty } from '../catalog/schema.js';
import type { Value } from '../module/value.js';
import { isReadWhole } from './answer-reading.js';
import type { RewriteContext } from './context.js';
import { RewriteDraft } from './draft.js';
import { unitText } from './durations.js';
import { fitsArguments, insertionsForCall, isForbidden } from './insertion-choice.js';
import { constantBehind, scopeOfCall } from './names.js';
import { lastEntry } from './object-merge.js';
import { deadlineSignal, settingTitle } from './planned-property.js';
import type { Rewrite } from './rewrite.js';
import type { WrittenOption } from './written-option.js';

/**
 * `fetch(url, { timeout: 3000 })` -> `fetch(url, { signal: AbortSignal.timeout(3000) })`: the deadline that was meant.
 * undefined where the library takes no signal there, so that other options are the answer.
 */
export function replaceBySignal(trap: IneffectiveTimeout, { object, entry }: WrittenOption, context: RewriteContext): readonly Rewrite[] | undefined {
  const { holder, module, subject } = trap;
  if (subject.kind !== 'call' || subject.of.target.kind !== 'function') return undefined;
  const insertion = insertionsForCall(subject.of).find((candidate) => fitsArguments(candidate, holder) && signalOf(candidate) !== undefined);
  const signal = insertion === undefined ? undefined : signalOf(insertion);
  if (insertion === undefined || signal === undefined) return undefined;
  const isOptions = insertion.at.place === 'call' && holder.args[insertion.at.argument] === object;
  if (!isOptions || isForbidden(insertion, object) || lastEntry(object, signal.name) !== undefined) return [];
  const scope = scopeOfCall(holder, module);
  if (!isDuration(entry.value) || scope.lookup('AbortSignal') !== undefined || (insertion.answersWhole !== true && !isReadWhole(holder, module))) {
    return [];
  }
  if (entry.form !== 'plain' && entry.form !== 'shorthand') return [];
  const planned = deadlineSignal(signal.name, module.text.slice(entry.value.range[0], entry.value.range[1]));
  const draft = new RewriteDraft(context, scope);
  draft.replace(entry.range, `${planned.name}: ${planned.text}`);
  const rewrite = draft.finish(settingTitle([planned]), true);
  return rewrite === undefined ? [] : [rewrite];
}

/** `request(url, { timeout: 500 })` of undici -> `{ headersTimeout: 500, bodyTimeout: 500 }`: the limits that were meant. */
export function replaceByLimits(trap: IneffectiveTimeout, { object, entry }: WrittenOption, context: RewriteContext): readonly Rewrite[] | undefined {
  const { holder, module, subject } = trap;
  if (subject.kind !== 'call' || entry.form !== 'plain' || !isDuration(entry.value)) return undefined;
  const insertion = insertionsForCall(subject.of).find((candidate) => fitsArguments(candidate, holder));
  const isOptions = insertion?.at.place === 'call' && holder.args[insertion.at.argument] === object;
  if (insertion === undefined || !isOptions || isForbidden(insertion, object)) return undefined;
  if (insertion.properties.some(({ name, value }) => !('setting' in value) || lastEntry(object, name) !== undefined)) return undefined;
  const text = module.text.slice(entry.value.range[0], entry.value.range[1]);
  const draft = new RewriteDraft(context, scopeOfCall(holder, module));
  draft.replace(entry.range, insertion.properties.map(({ name }) => `${name}: ${text}`).join(', '));
  const title = settingTitle(insertion.properties.map(({ name }) => ({ kind: 'value', name, text, said: `${name} to ${text}${unitText(text, 1)}` })));
  const rewrite = draft.finish(title, true);
  return rewrite === undefined ? undefined : [rewrite];
}

function signalOf({ properties }: Insertion): InsertedProperty | undefined {
  return properties.find(({ value }) => 'signal' in value);
}

/** A number of milliseconds, surely: AbortSignal.timeout throws at anything else. */
export function isDuration(value: Value): boolean {
  const constant = constantBehind(value);
  switch (constant.kind) {
    case 'literal':
      return typeof constant.value === 'number' && constant.value > 0;
    case 'operation':
      return (constant.operator === '*' || constant.operator === '+') && constant.operands.length === 2 && constant.operands.every(isDuration);
    case 'name':
      return /^[A-Z][A-Z\d_]*$/.test(constant.name) ? constant.scope.lookup(constant.name) !== undefined : isNumberParameter(constant);
    case 'member':
      return /^[A-Z][A-Z\d_]*$/.test(constant.property ?? '') && constant.object.kind === 'name';
    default:
      return false;
  }
}

function isNumberParameter({ name, scope }: Extract<Value, { kind: 'name' }>): boolean {
  const binding = scope.lookup(name);
  if (binding?.source.from !== 'parameter' || binding.type?.kind !== 'keyword' || binding.type.name !== 'number') return false;
  const parameter = binding.source.fn.params[binding.source.index];
  return binding.source.path.length === 0 && parameter?.optional === false && binding.assigned.length === 0;
}
