/** Queries that answer a limited number of items, by their options, their text or their chain. */
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import type { Resolver } from '../resolve/resolver.js';
import { numberOf } from './option-values.js';

/** Items that may be worked on at once without a limit. */
export const maxItems = 100;

/** A number that only running code knows was written by somebody all the same: it is a limit. */
export function isSmall(size: number | undefined): boolean {
  return size === undefined || size <= maxItems;
}

const limitOptions = new Set(['take', 'limit', 'first', 'last', 'pageSize', 'page_size', 'perPage', 'per_page', 'maxResults', 'max_results', 'MaxKeys', 'MaxResults', 'Limit', 'MaxItems', 'LIMIT', 'top', 'size']);

/** `findMany({ take: 20 })`, `.limit(20)`, `query('… LIMIT 20')`. */
export function isLimitedQuery(resolver: Resolver, call: CallValue, module: ModuleModel): boolean {
  for (const arg of call.args) {
    if (arg.kind === 'object') {
      for (const entry of arg.entries) {
        if (entry.kind === 'property' && limitOptions.has(entry.name ?? '')) return isSmall(numberOf(resolver, entry.value, module)) && !isNothing(entry.value);
      }
    }
    const limit = arg.kind === 'literal' || arg.kind === 'template' ? /\blimit\s+(\d+|\?|\$\d+|:\w+|$)/i.exec(arg.kind === 'literal' ? String(arg.value) : arg.quasis.join(' $1')) : null;
    if (limit !== null) return isSmall(/^\d+$/.test(limit[1] ?? '') ? Number(limit[1]) : undefined);
  }
  // A builder's chain: `db.select().from(users).limit(20)`.
  for (let at: Value = call; at.kind === 'call' && at.callee.kind === 'member'; at = at.callee.object) {
    const [count] = at.args;
    if (/^(?:limit|take|top|first|batchSize)$/.test(at.callee.property ?? '') && count !== undefined) return isSmall(numberOf(resolver, count, module));
  }
  return false;
}

function isNothing(value: Value): boolean {
  return (value.kind === 'name' && value.name === 'undefined') || (value.kind === 'literal' && value.value === null);
}
