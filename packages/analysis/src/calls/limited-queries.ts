/** Queries that answer a limited number of items, by their options, their text or their chain. */
import type { ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';
import type { Resolver } from '../resolve/resolver.js';
import { anyOf } from '../any-of.js';
import { numberOf } from './option-values.js';

/** Items that may be worked on at once without a limit. */
export const maxItems = 100;

/** A number that only running code knows was written by somebody all the same: it is a limit. */
export function isSmall(size: number | undefined): boolean {
  return size === undefined || size <= maxItems;
}

const limitOptions = new Set([
  'take', 'limit', 'first', 'last', 'pageSize', 'page_size', 'perPage', 'per_page', 'maxResults', 'max_results', 'MaxKeys',
  'MaxResults', 'Limit', 'MaxItems', 'LIMIT', 'top', 'size', 'count', 'maxKeys', 'maxItems', 'limitTo', 'page_limit', 'pageLimit',
]);

/** Queries that answer a list; whether they are asked of a database is seen elsewhere. */
const listQueries = anyOf(
  /^(?:find|findMany|findAll|findBy|select\w*|query|execute|all|any|many|manyOrNone|getMany|getRawMany|\$queryRaw\w*|raw|toArray)$/,
  /^(?:aggregate|distinct|scan|from|unsafe|list\w*|getAll\w*)$/,
);
/** Their names alone say it. */
const plainListQueries = /^(?:findMany|findAll)$/;
const readsOneRow = anyOf(
  /^(?:findFirst|findOne|findUnique|findById|get|one|oneOrNone|single|maybeSingle|executeTakeFirst\w*|getOne|returning|insert\w*)$/,
  /^(?:update\w*|delete\w*|count)$/,
);

/** `findMany({ take: 20 })`, `.limit(20)`, `query('… LIMIT 20')`. */
export function isLimitedQuery(resolver: Resolver, call: CallValue, module: ModuleModel): boolean {
  for (const arg of call.args) {
    if (arg.kind === 'object') {
      for (const entry of arg.entries) {
        if (entry.kind === 'property' && limitOptions.has(entry.name ?? '')) {
          return isSmall(numberOf(resolver, entry.value, module)) && !isNothing(entry.value);
        }
      }
    }
    if (arg.kind === 'array' || arg.kind === 'function') continue;
    const inAddress = /[?&](?:limit|per_page|perPage|pageSize|page_size|take|first|maxResults|max_results|count)=(\d+|$|\$1)/i.exec(
      writtenText(arg),
    )?.[1];
    if (inAddress !== undefined) return isSmall(/^\d+$/.test(inAddress) ? Number(inAddress) : undefined);
    const limit = /\blimit\s+(\d+|\?|\$\d+|:\w+|$)/i.exec(writtenText(arg));
    if (limit !== null) return isSmall(/^\d+$/.test(limit[1] ?? '') ? Number(limit[1]) : undefined);
  }
  // A builder's chain: `db.select().from(users).limit(20)`.
  for (let at: Value = call; at.kind === 'call' && at.callee.kind === 'member'; at = at.callee.object) {
    const [count] = at.args;
    if (/^(?:limit|take|top|first|batchSize)$/.test(at.callee.property ?? '') && count !== undefined) {
      return isSmall(numberOf(resolver, count, module));
    }
  }
  return false;
}

/** The text of a query or address as it is written, `$1` for each value in it. */
function writtenText(value: Value): string {
  if (value.kind === 'literal') return String(value.value);
  return value.kind === 'template' ? value.quasis.join('$1') : '';
}

/**
 * `prisma.user.findMany(…)`, `db.select().from(users).where(…)`, `pool.query('SELECT …')`: one call of the chain is asked
 * of a database.
 */
export function isListQuery(call: CallValue, isOfDatabase: (part: CallValue) => boolean): boolean {
  let isList = false;
  let isAsked = false;
  for (let at: Value = call; at.kind === 'call'; at = at.callee.object) {
    const name = lastNameOf(at.callee) ?? '';
    if (readsOneRow.test(name)) return false;
    const [text] = at.args;
    if (text !== undefined && /^\s*(?:insert|update|delete|create|alter)\b/i.test(writtenText(text))) return false;
    isList ||= listQueries.test(name);
    isAsked ||= plainListQueries.test(name) || isOfDatabase(at);
    if (at.callee.kind !== 'member') break;
  }
  return isList && isAsked;
}

const uniqueKey = /^(?:_?id|uuid|key|email|slug|\w+\.id)$/i;

/**
 * The lists by whose keys a query picks its items, so that it answers no more: `where: { id: { in: ids } }`,
 * `inArray(users.id, ids)`, `{ _id: { $in: ids } }`.
 */
export function filteredLists(call: CallValue): readonly Value[] {
  const lists: Value[] = [];
  for (let at: Value = call; at.kind === 'call'; at = at.callee.object) {
    for (const arg of at.args) lists.push(...keysIn(arg));
    if (at.callee.kind !== 'member') break;
  }
  return lists;
}

function keysIn(filter: Value): readonly Value[] {
  if (filter.kind === 'object') {
    return filter.entries.flatMap(({ value, ...entry }) => {
      if (entry.kind !== 'property') return [];
      if (entry.name === 'where' || entry.name === 'AND') return keysIn(value);
      return uniqueKey.test(entry.name ?? '') ? keyList(value) : [];
    });
  }
  if (filter.kind === 'array') return filter.elements.flatMap(keysIn);
  if (filter.kind !== 'call') return [];
  const [column, list] = filter.args;
  const name = lastNameOf(filter.callee) ?? '';
  if (name === 'and') return filter.args.flatMap(keysIn);
  return name === 'inArray' && column !== undefined && list !== undefined && uniqueKey.test(lastNameOf(column) ?? '') ? [list] : [];
}

/** `{ in: ids }`, `In(ids)`. */
function keyList(value: Value): readonly Value[] {
  if (value.kind === 'object') {
    return value.entries.flatMap((entry) => (entry.kind === 'property' && (entry.name === 'in' || entry.name === '$in') ? [entry.value] : []));
  }
  return value.kind === 'call' && lastNameOf(value.callee) === 'In' ? value.args : [];
}

function isNothing(value: Value): boolean {
  return (value.kind === 'name' && value.name === 'undefined') || (value.kind === 'literal' && value.value === null);
}
