/** Lists that are put together page by page: as long as another system says that there is one more. */
import type { ModuleModel } from '../module/model.js';
import type { Binding } from '../module/scope.js';
import type { CallValue, Value } from '../module/value.js';

/** `all.push(...page.items)`, where the page was waited for in the loop. */
export function addsPage({ args }: CallValue): boolean {
  return args.some((arg) => arg.kind === 'spread' && isAnswered(arg.value));
}

/** What a call that was waited for in a loop answered, or a part of it. */
function isAnswered(value: Value, seen = new Set<Value>()): boolean {
  if (seen.has(value)) return false;
  seen.add(value);
  switch (value.kind) {
    case 'await':
      return value.value.kind === 'call' && value.value.site.inLoop;
    case 'member':
      return isAnswered(value.object, seen);
    case 'either':
      return value.options.some((option) => isAnswered(option, seen));
    case 'name': {
      const binding = value.scope.lookup(value.name);
      if (binding === undefined) return false;
      return [...(binding.source.from === 'value' ? [binding.source.value] : []), ...binding.assigned].some((held) => isAnswered(held, seen));
    }
    default:
      return false;
  }
}

/** `all.length < limit`: somebody looks at how long it gets. */
export function isMeasured({ name }: Binding, { text }: ModuleModel): boolean {
  return new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\.(?:length|size)\\s*(?:>=?|<=?)\\s*(?!0\\b)[\\w$]`).test(text);
}
