/** What a request brings: as long, and as large a number, as its sender likes. */
import type { ModuleModel } from '../module/model.js';
import type { Binding } from '../module/scope.js';
import type { CallValue, MemberValue, Value } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';
import { convertedNumber } from './option-values.js';

const maxHops = 8;
const requestName = /^(?:req|request)$/;
/** `maxItems: 50`, `schema.parse(…)`: the file looks at what a request brings. */
const looksAtInput = /\bmaxItems\b|\bArrayMaxSize\b|(?<!\bJSON)\.(?:validate|parse|safeParse)\w*\(/;

/** `req.body`, `await request.json()`, the `event` of a Twilio Function, and what is taken from them. */
export function isOfRequest(value: Value, module: ModuleModel, hops = 0): boolean {
  if (hops > maxHops) return false;
  const isOf = (part: Value): boolean => isOfRequest(part, module, hops + 1);
  switch (value.kind) {
    case 'await':
    case 'spread':
      return isOf(value.value);
    case 'either':
      return value.options.some(isOf);
    case 'member':
      return isRequestBody(value, module) || isOf(value.object);
    case 'call':
      return isBodyRead(value, module) || isReadFrom(value, isOf);
    case 'name': {
      const binding = value.scope.lookup(value.name);
      if (binding?.source.from === 'value') return binding.assigned.length === 0 && isOf(binding.source.value);
      return binding !== undefined && isEventOfTwilio(binding, module);
    }
    default:
      return false;
  }
}

/** How many items are made of a number that a request brings, unless something is said of how large it may be. */
export function isCountOfRequest(count: Value, module: ModuleModel): boolean {
  if (!isOfRequest(count, module)) return false;
  const name = lastNameOf(count);
  return name === undefined || !new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}\\s*>`).test(module.text);
}

/** `req.body`. */
export function isRequestBody({ object, property }: MemberValue, { text }: ModuleModel): boolean {
  if (property !== 'body' || object.kind !== 'name' || !requestName.test(object.name)) return false;
  return object.scope.lookup(object.name)?.source.from === 'parameter' && !looksAtInput.test(text);
}

/** `request.json()` of a Web `Request`, `c.req.json()`. */
export function isBodyRead({ callee, isNew }: CallValue, { text }: ModuleModel): boolean {
  if (isNew || callee.kind !== 'member' || callee.property !== 'json' || !requestName.test(lastNameOf(callee.object) ?? '')) return false;
  const owner = callee.object.kind === 'member' ? callee.object.object : callee.object;
  return owner.kind === 'name' && owner.scope.lookup(owner.name)?.source.from === 'parameter' && !looksAtInput.test(text);
}

/** `Number(count)`, `JSON.parse(event.body)`, `numbers.split(',')`. */
function isReadFrom(call: CallValue, isOf: (part: Value) => boolean): boolean {
  const { callee, args } = call;
  const converted = convertedNumber(call) ?? (lastNameOf(callee) === 'parse' ? args[0] : undefined);
  if (converted !== undefined) return isOf(converted);
  return callee.kind === 'member' && /^(?:split|trim)$/.test(callee.property ?? '') && isOf(callee.object);
}

/** `exports.handler = (context, event, callback) => …`: `event` holds the parameters of the request. */
export function isEventOfTwilio({ source }: Binding, { text }: ModuleModel): boolean {
  if (source.from !== 'parameter' || source.index !== 1 || source.path.length > 0) return false;
  const [context, event, callback] = source.fn.params;
  return context?.name === 'context' && event?.name === 'event' && callback?.name === 'callback' && !looksAtInput.test(text);
}
