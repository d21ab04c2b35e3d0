/** Values that are text by their names, or by what else is done with them: a URL stands where options may stand, too. */
import type { ModuleModel } from '../module/model.js';
import type { Binding } from '../module/scope.js';
import type { CallValue, NameValue, Value } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';

const textName = /(?:url|uri|dsn|name|host|hostname|port|string|endpoint|path|key|secret|token|client_?id)s?$|(?:^id|_id|Id|ID)s?$/i;
/** `fixUrl(url)`, `connectionString()`; what takes a URL apart answers an object. */
const answersUrl = /(?<!^(?:parse|split|decode|read)\w*)(?:url|uri|dsn|connectionstring)$/i;
const answersText = /^(?:toString|href|trim|replace|replaceAll|join)$/;
/** Arrays and dates have none of these. */
const methodsOfText = /^(?:startsWith|endsWith|replace|replaceAll|split|trim|toLowerCase|toUpperCase|substring|substr|charAt)$/;
/** `config.get('REDIS_URL')`. */
const looksUp = /^(?:get|getOrThrow)$/;

/** `env.REDIS_URL`, `config.databaseUrl`, `process.env.X`, `'see ' + link`: text, not options. */
export function isText(value: Value, module: ModuleModel): boolean {
  switch (value.kind) {
    case 'name':
      return textName.test(value.name) || isUsedAsText(value, module);
    case 'member':
      return textName.test(value.property ?? '') || (value.object.kind === 'member' && value.object.property === 'env');
    case 'either':
      return value.options.some((option) => isText(option, module));
    case 'call':
      return isTextOfCall(value);
    default:
      return false;
  }
}

function isTextOfCall({ callee, args: [argument], typeArgumentModels: [type], isNew }: CallValue): boolean {
  const name = lastNameOf(callee) ?? '';
  if (callee.kind === 'name' && (name === 'String' || name === 'URL')) return true;
  if (isNew) return false;
  if (answersUrl.test(name) || (callee.kind === 'member' && answersText.test(name))) return true;
  if (callee.kind !== 'member' || !looksUp.test(name)) return false;
  if (type !== undefined) return type.kind === 'keyword' && type.name === 'string';
  return argument?.kind === 'literal' && typeof argument.value === 'string' && textName.test(argument.value);
}

/** Elsewhere it is put into a text, or something is asked of it that only text can do. */
function isUsedAsText({ name, scope }: NameValue, module: ModuleModel): boolean {
  const binding = scope.lookup(name);
  if (binding === undefined || binding.source.from === 'import') return false;
  return module.calls.some(
    ({ callee, args }) =>
      (callee.kind === 'member' && methodsOfText.test(callee.property ?? '') && isIt(callee.object, binding)) ||
      args.some((argument) => isJoinedToText(argument, binding)),
  );
}

/** `'GET ' + link`, `` `GET ${link}` ``. */
function isJoinedToText(value: Value, binding: Binding): boolean {
  if (value.kind === 'template') return value.expressions.some((expression) => isIt(expression, binding));
  if (value.kind !== 'operation' || value.operator !== '+') return false;
  const hasText = value.operands.some((operand) => operand.kind === 'template' || (operand.kind === 'literal' && typeof operand.value === 'string'));
  return value.operands.some((operand) => isJoinedToText(operand, binding) || (hasText && isIt(operand, binding)));
}

function isIt(value: Value, binding: Binding): boolean {
  return value.kind === 'name' && value.scope.lookup(value.name) === binding;
}
