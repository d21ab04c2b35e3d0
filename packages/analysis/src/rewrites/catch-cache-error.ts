import { compilePath } from '../catalog/paths.js';
import type { CacheUse, CreatedClient } from '../calls/facts.js';
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import type { RewriteContext } from './context.js';
import { durationText, unitText } from './durations.js';
import { RewriteDraft } from './draft.js';
import { heldClient } from './held-client.js';
import { layoutOf } from './layout.js';
import { errorParameter, logCall } from './log-line.js';
import { bindingsOf, parameterName, scopeOfCall } from './names.js';
import type { Rewrite } from './rewrite.js';
import { indentationAt, startsLine } from './trivia.js';

/** `await redis.get(key)` -> `await redis.get(key).catch(…)` with a log and the library's own miss value; or a soft cache around the client. */
export function catchCacheError(use: CacheUse, context: RewriteContext): readonly Rewrite[] {
  if (use.call.module !== context.module) return [];
  return [catchInPlace(use, context), wrapClient(use, context)].filter((rewrite) => rewrite !== undefined);
}

function catchInPlace(use: CacheUse, context: RewriteContext): Rewrite | undefined {
  const { call, module } = use.call;
  const promise = promiseOf(call);
  if (!use.awaited || hasCallback(call) || hasHandler(promise)) return undefined;
  const miss = use.effect === 'read' ? missOf(use) : undefined;
  if (use.effect === 'read' ? miss === undefined : !use.discarded) return undefined;
  if (module.isTypeScript && miss !== undefined && !keepsType(miss, call, module)) return undefined;
  const draft = new RewriteDraft(context, scopeOfCall(call, module));
  const error = parameterName('', draft.scope);
  const log = logCall(draft, 'warn', use.effect === 'read' ? 'Cache unavailable, treated as a miss' : 'Cache unavailable, not updated', error);
  if (log === undefined) return undefined;
  const { newline, indent, semicolon } = layoutOf(module);
  const [, end] = promise.range;
  const base = indentationAt(module.text, end);
  const link = startsChainLine(promise, module) ? newline + base : '';
  const lines = miss === undefined ? [log] : [log, `return ${miss}`];
  const body = lines.map((line) => `${newline}${base}${indent}${line}${semicolon}`).join('');
  draft.insert(end, `${link}.catch(${errorParameter(error, draft)} => {${body}${newline}${base}})`);
  return draft.finish(miss === undefined ? 'Log a failed cache write and go on' : 'Log a failed cache read and treat it as a miss', true);
}

/** `redis.get(key).catch(rethrow)`: another handler would stand before the one that is there. */
function hasHandler({ parent }: CallValue): boolean {
  return parent?.kind === 'member' && parent.property === 'catch';
}

const visitsEach = /^(?:map|flatMap|forEach|filter|reduce|some|every|find)$/;

/** `withTimeout(() => redis.get(key), …)`, `retry(() => redis.get(key))`: what is caught within is neither timed nor retried. */
function promiseOf(call: CallValue): CallValue {
  const { body } = call.site;
  const fn = body.kind === 'function' && call.parent === undefined && body.fn.bodyIsExpression ? body.fn : undefined;
  const wrapper = fn?.value?.parent;
  if (wrapper?.kind !== 'call' || wrapper.isNew || wrapper.callee === fn?.value) return call;
  const isVisit = wrapper.callee.kind === 'member' && visitsEach.test(wrapper.callee.property ?? '');
  const isAnswer = wrapper.parent?.kind === 'await' || (wrapper.parent === undefined && wrapper.use === 'return');
  return isAnswer && !isVisit ? promiseOf(wrapper) : call;
}

/** Of a chain that is laid out over lines, each link has its own. */
function startsChainLine({ callee }: CallValue, module: ModuleModel): boolean {
  return callee.kind === 'member' && startsLine(module.text, callee.propertyRange[0] - 1);
}

/** Array methods whose arguments are elements: none fits the empty list's. */
const takesElement = 'includes|indexOf|lastIndexOf|push|unshift|fill|splice|concat|with';

/** `{}` beside the library's own type leaves a union without its properties, `[]` one whose methods take no element. */
function keepsType(miss: string, call: CallValue, module: ModuleModel): boolean {
  if (miss === '{}') return false;
  if (miss !== '[]') return true;
  let list: Value = call;
  while (list.parent?.kind === 'await') list = list.parent;
  if (list.parent !== undefined) return list.parent.kind !== 'member' || !new RegExp(`^(?:${takesElement})$`).test(list.parent.property ?? '');
  const after = module.text.slice(call.range[1]);
  return bindingsOf(list, scopeOfCall(call, module)).every(
    ({ name }) => !new RegExp(`(?<![\\w$.])${name.replace(/\$/g, '\\$')}\\s*[?!]?\\.\\s*(?:${takesElement})\\s*\\(`).test(after),
  );
}

/** `get(key, callback)` answers no promise. */
function hasCallback({ args }: CallValue): boolean {
  const last = args.at(-1);
  return args.some(({ kind }) => kind === 'function') || (last?.kind === 'name' && /^(?:cb|callback|done|next)$/.test(last.name));
}

function missOf({ call, via }: CacheUse): string | undefined {
  if (call.target.kind !== 'client') return undefined;
  const { pattern } = call.target;
  if (via === undefined) return pattern.miss;
  const [returned, ...others] = via.returns;
  if (returned !== undefined && others.length === 0 && isCallOf(returned, pattern.path)) return pattern.miss;
  return via.isAsync ? missOfWrapper(via) : undefined;
}

function isCallOf(value: Value, path: string): boolean {
  const call = value.kind === 'await' ? value.value : value;
  return call.kind === 'call' && call.callee.kind === 'member' && call.callee.property !== undefined && compilePath(path)([call.callee.property]);
}

/** What a wrapper of the project itself answers where it found nothing. */
function missOfWrapper({ returns }: FunctionModel): string | undefined {
  const options = returns.flatMap((value) => (value.kind === 'either' ? value.options : [value]));
  if (options.some((value) => value.kind === 'literal' && value.value === null)) return 'null';
  return options.some((value) => value.kind === 'name' && value.name === 'undefined') ? 'undefined' : undefined;
}

/** `new Redis(url)` -> `softCache(new Redis(url), { timeoutMs: 1_000 })`, where the file makes the client. */
function wrapClient({ call }: CacheUse, context: RewriteContext): Rewrite | undefined {
  const [client, ...others] = call.target.kind === 'client' ? call.target.creations : [];
  const creation = client?.creation;
  if (client === undefined || creation === undefined || others.length > 0 || !canBeWrapped(client, creation, context)) return undefined;
  const draft = new RewriteDraft(context, scopeOfCall(creation, client.module));
  const local = draft.import({ name: 'softCache', from: context.runtime });
  const duration = durationText('cache', 1, draft);
  if (local === undefined || duration === undefined) return undefined;
  const { range } = heldClient(client, creation);
  draft.insert(range[0], `${local}(`);
  draft.insert(range[1], `, { timeoutMs: ${duration} })`);
  return draft.finish(`Wrap the client in softCache: what fails or takes more than ${duration}${unitText(duration, 1)} is a miss`, false);
}

function canBeWrapped(client: CreatedClient, creation: CallValue, context: RewriteContext): boolean {
  const { module, blocking, maker, configuredBy } = client;
  if (module !== context.module || blocking || maker.promised === true || configuredBy !== undefined) return false;
  const { parent } = heldClient(client, creation);
  // In a chain that goes on, the client is not what the file keeps; as an argument, it may be wrapped already.
  return creation.callee.kind !== 'super' && parent?.kind !== 'member' && parent?.kind !== 'call';
}
