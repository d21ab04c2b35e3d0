/** The schemas that say how long they may be. */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';
import type { Resolver } from '../resolve/resolver.js';
import { exportedValue } from '../resolve/exported-value.js';
import { maxItems } from './limited-queries.js';
import { numberOf } from './option-values.js';

const maxHops = 8;
const handlers = /^(?:mutation|query|subscription|handler|action)$/;
const schemaGivers = /^(?:input|schema|inputSchema|validator)$/;

/** What the schema of a procedure says of a list of its input: `.input(z.object({ ids: z.array(z.string()) })).mutation(({ input }) => …)`. */
export function validatedInput(resolver: Resolver, fn: FunctionModel, path: readonly string[], module: ModuleModel): 'open' | 'bounded' | undefined {
  const holder = fn.value?.parent;
  if (holder?.kind !== 'call' || holder.callee.kind !== 'member' || !handlers.test(holder.callee.property ?? '')) return undefined;
  if (!/^(?:input|parsedInput|rawInput)$/.test(path[0] ?? '')) return undefined;
  for (let at: Value = holder; at.kind === 'call' && at.callee.kind === 'member'; at = at.callee.object) {
    const [schema] = at.args;
    if (schemaGivers.test(at.callee.property ?? '') && schema !== undefined) return listSize(resolver, schema, path.slice(1), module, 0);
  }
  return undefined;
}

function listSize(resolver: Resolver, schema: Value, path: readonly string[], module: ModuleModel, hops: number): 'open' | 'bounded' | undefined {
  if (hops > maxHops) return undefined;
  if (schema.kind === 'name') {
    const source = schema.scope.lookup(schema.name)?.source;
    if (source?.from === 'value' && source.path.length === 0) return listSize(resolver, source.value, path, module, hops + 1);
    const found = source?.from === 'import' ? exportedValue(resolver, source.specifier, source.imported, module) : undefined;
    return found?.kind === 'value' ? listSize(resolver, found.value, path, found.module, hops + 1) : undefined;
  }
  if (schema.kind !== 'call') return undefined;
  const chain = chainOf(schema);
  const [member, ...rest] = path;
  if (member !== undefined) {
    const shape = chain.find(({ callee }) => /^(?:object|strictObject|extend|merge)$/.test(lastNameOf(callee) ?? ''))?.args[0];
    const entry =
      shape?.kind === 'object' ? shape.entries.find((candidate) => candidate.kind === 'property' && candidate.name === member) : undefined;
    return entry === undefined ? undefined : listSize(resolver, entry.value, rest, module, hops + 1);
  }
  if (!chain.some(({ callee }) => lastNameOf(callee) === 'array')) return undefined;
  return chain.some((call) => isBound(resolver, call, module)) ? 'bounded' : 'open';
}

function isBound(resolver: Resolver, { callee, args: [count] }: CallValue, module: ModuleModel): boolean {
  if (!/^(?:max|length|maxLength|refine|superRefine)$/.test(lastNameOf(callee) ?? '') || count === undefined) return false;
  const number = numberOf(resolver, count, module);
  return number === undefined || number <= maxItems;
}

/** `z.array(x).min(1).max(50)`: its calls, the last first. */
function chainOf(call: CallValue): readonly CallValue[] {
  const calls: CallValue[] = [];
  for (let at: Value = call; at.kind === 'call'; at = at.callee.object) {
    calls.push(at);
    if (at.callee.kind !== 'member') break;
  }
  return calls;
}
