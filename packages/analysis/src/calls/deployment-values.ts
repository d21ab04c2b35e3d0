/** Values that whoever deploys the service writes: settings, constants, and lists that are read from their text. */
import type { CallValue, Value } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';

const configuration = /^(?:env|config|configuration|settings|constants?)$|(?:Config|Settings|Constants)$/;
/** Names of constants that refer to constants. */
const maxDepth = 6;
export const constantName = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/;

/** `process.env.HOSTS`, `config.hosts`: as long as who runs the service writes it. */
export function isConfiguration(value: Value): boolean {
  if (value.kind !== 'member') return false;
  const names: string[] = [];
  let at: Value = value.object;
  for (; at.kind === 'member'; at = at.object) names.push(at.property ?? '');
  if (at.kind === 'name') names.push(at.name);
  if (at.kind === 'call') names.push(lastNameOf(at.callee) ?? '');
  return names.some((name) => configuration.test(name));
}

/** Text that is no longer than somebody wrote it: `HOSTS.split(',')` is a short list. */
export function isConstantText(text: Value, depth = 0): boolean {
  if (depth > maxDepth) return false;
  const held = text.kind === 'either' ? text.options : [text];
  return held.every(
    (value) =>
      value.kind === 'literal' ||
      isConfiguration(value) ||
      (value.kind === 'name' && (constantName.test(value.name) || isKeptConstant(value, depth))) ||
      (value.kind === 'call' && isCallOfText(value, depth)),
  );
}

function isKeptConstant({ name, scope }: Extract<Value, { kind: 'name' }>, depth: number): boolean {
  const binding = scope.lookup(name);
  if (binding?.source.from === 'import') return false;
  return binding?.source.from === 'value' && binding.assigned.length === 0 && isConstantText(binding.source.value, depth + 1);
}

/** `TEXT.trim()`, `configService.get('HOSTS')`. */
function isCallOfText({ callee }: CallValue, depth: number): boolean {
  if (callee.kind !== 'member') return false;
  if (/^(?:get|getOrThrow)$/.test(callee.property ?? '')) return /config|env/i.test(lastNameOf(callee.object) ?? '');
  return /^(?:trim|toLowerCase|toUpperCase|replace|replaceAll)$/.test(callee.property ?? '') && isConstantText(callee.object, depth + 1);
}
