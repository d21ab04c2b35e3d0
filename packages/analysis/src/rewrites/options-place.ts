import type { ModuleModel } from '../module/model.js';
import type { CallValue, ObjectValue, Range, Value } from '../module/value.js';
import { constantBehind } from './names.js';
import { commentsBetween, tokenEndBefore, tokenStartAfter } from './trivia.js';

/** Where, in a creation or call, options can be set. */
export type OptionsPlace =
  /** The literal stands there. */
  | { readonly kind: 'literal'; readonly object: ObjectValue }
  /** `f(url)`: a further argument. */
  | { readonly kind: 'further'; readonly argument: number }
  /** `f(undefined)`. */
  | { readonly kind: 'instead'; readonly argument: Value }
  /** `new Client(url)`, where the options object has a property for the text. */
  | { readonly kind: 'around-text'; readonly argument: Value }
  /** `new Pool(config)`, where config is an object literal of this file. */
  | { readonly kind: 'around-object'; readonly argument: Value; readonly object: ObjectValue };

/** The options that stand there already. */
export function objectAt(place: OptionsPlace): ObjectValue | undefined {
  return place.kind === 'literal' || place.kind === 'around-object' ? place.object : undefined;
}

/** Options at one known position: `fetch(url, init)`. */
export function optionsOfCall(call: CallValue, position: number): OptionsPlace | undefined {
  if (call.tagged || call.args.some(({ kind }) => kind === 'spread')) return undefined;
  const argument = call.args[position];
  if (argument === undefined) return { kind: 'further', argument: position };
  if (argument.kind === 'object') return { kind: 'literal', object: argument };
  if (isUndefined(argument)) return { kind: 'instead', argument };
  const object = constantBehind(argument);
  return object.kind === 'object' ? { kind: 'around-object', argument, object } : undefined;
}

/** Options at one of several positions, behind strings and numbers: `new Redis(port, host, options)`. */
export function optionsOfCreation(creation: CallValue, positions: readonly number[], literal: ObjectValue | undefined): OptionsPlace | undefined {
  if (creation.tagged || creation.args.some(({ kind }) => kind === 'spread')) return undefined;
  if (literal !== undefined) return { kind: 'literal', object: literal };
  const position = positions.findLast((candidate) => candidate < creation.args.length);
  const next = positions.find((candidate) => candidate >= creation.args.length);
  const further = next === undefined ? undefined : ({ kind: 'further', argument: next } as const);
  const argument = position === undefined ? undefined : creation.args[position];
  if (argument === undefined) return further;
  if (isUndefined(argument)) return { kind: 'instead', argument };
  if (isText(argument)) return further ?? { kind: 'around-text', argument };
  const object = constantBehind(argument);
  return object.kind === 'object' && argument.kind === 'name' ? { kind: 'around-object', argument, object } : undefined;
}

/** The text of an argument, casts included; undefined where its ends are not plain to see. */
export function wholeArgument(module: ModuleModel, call: CallValue, argument: Value): Range | undefined {
  if (call.argsRange === undefined) return undefined;
  const { text } = module;
  const after = text[tokenStartAfter(module, argument.range[1])];
  const before = text[tokenEndBefore(module, argument.range[0]) - 1];
  if ((after === ',' || after === ')') && (before === ',' || before === '(')) return argument.range;
  const [start, end] = [call.argsRange[0] + 1, call.argsRange[1] - 1];
  if (call.args.length !== 1 || commentsBetween(module, start, end).length > 0) return undefined;
  const inside = text.slice(start, end);
  return [start + (inside.length - inside.trimStart().length), start + inside.replace(/,?\s*$/, '').length];
}

export function isUndefined(value: Value): boolean {
  return value.kind === 'name' && value.name === 'undefined';
}

const TEXT_NAME = /(?:url|uri|dsn|host|hostname|port|connection_?string|endpoint)$/i;

/** Strings, numbers and URLs, by what they are or, for what comes from elsewhere, by what they are called. */
export function isText(value: Value): boolean {
  return isTextUnless(value, new Set());
}

/** @param asked constants may stand for each other */
function isTextUnless(value: Value, asked: ReadonlySet<Value>): boolean {
  const { asserted } = value;
  if (asserted?.kind === 'keyword' && asserted.name === 'string') return true;
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' || typeof value.value === 'number';
    case 'template':
      return true;
    case 'operation':
      return value.operator === '+';
    case 'either':
      return value.operator !== '&&' && value.options.every((option) => isTextUnless(option, asked));
    case 'member':
      return (value.object.kind === 'member' && value.object.property === 'env') || TEXT_NAME.test(value.property ?? '');
    case 'name': {
      const constant = constantBehind(value);
      const isAsked = constant === value || asked.has(constant);
      return (!isAsked && isTextUnless(constant, new Set([...asked, constant]))) || (constant.kind !== 'object' && TEXT_NAME.test(value.name));
    }
    case 'call':
      return value.callee.kind === 'name' && (value.callee.name === 'String' || value.callee.name === 'Number' || value.callee.name === 'URL');
    default:
      return false;
  }
}
