import type { SilentCatch } from '../calls/facts.js';
import type { CatchModel, FunctionModel } from '../module/model.js';
import type { CallValue, Range } from '../module/value.js';
import { insertFirst } from './block-insertion.js';
import type { RewriteContext } from './context.js';
import { RewriteDraft } from './draft.js';
import { failureMessage } from './failure-message.js';
import { layoutOf } from './layout.js';
import { errorParameter, logCall } from './log-line.js';
import { parameterName, scopeOfCall } from './names.js';
import type { Rewrite } from './rewrite.js';
import { codeIn, indentationAt, tokenStartAfter } from './trivia.js';

/** `catch { … }` -> `catch (error) { console.error('HTTP request failed', error); … }`: the rest stays as it is. */
export function logSilentFailure(silent: SilentCatch, context: RewriteContext): readonly Rewrite[] {
  const { handler, module, calls } = silent;
  const [first] = calls;
  if (module !== context.module || first === undefined) return [];
  const draft = new RewriteDraft(context, scopeOfCall(handler.kind === 'clause' ? first.call : handler.call, module));
  const message = failureMessage(first);
  const isLogged = handler.kind === 'clause' ? logInClause(draft, handler.clause, message) : logInHandler(draft, handler.fn, handler.call, message);
  const rewrite = isLogged ? draft.finish('Log the failure', true) : undefined;
  return rewrite === undefined ? [] : [rewrite];
}

function logInClause(draft: RewriteDraft, { block, keyword, parameter, parameterIsPattern, usesError }: CatchModel, message: string): boolean {
  const { module } = draft.context;
  if (parameterIsPattern || usesError) return false;
  const error = parameter?.name ?? parameterName(codeIn(module, block), draft.scope);
  if (parameter === undefined) draft.insert(keyword[1], module.text[keyword[1]] === '{' ? ` (${error}) ` : ` (${error})`);
  return logFirst(draft, block, message, error);
}

function logFirst(draft: RewriteDraft, block: Range, message: string, error: string): boolean {
  const { module } = draft.context;
  const log = logCall(draft, 'error', message, error);
  if (log === undefined) return false;
  draft.add(insertFirst(module, block, log + layoutOf(module).semicolon));
  return true;
}

/** `.catch(() => null)`. */
function logInHandler(draft: RewriteDraft, fn: FunctionModel, call: CallValue, message: string): boolean {
  const { module } = draft.context;
  if (fn.value?.parent !== call || fn.isGenerator) return false;
  const [parameter] = fn.params;
  if (parameter !== undefined && (parameter.name === undefined || parameter.isRest || (fn.scope.names.get(parameter.name)?.reads ?? 0) > 0)) {
    return false;
  }
  const error = parameter?.name ?? parameterName(codeIn(module, fn.bodyRange), draft.scope);
  if (parameter === undefined && !addParameter(draft, fn, error)) return false;
  return fn.bodyIsExpression ? logBeforeExpression(draft, fn, message, error) : logFirst(draft, fn.bodyRange, message, error);
}

/** Between the parentheses that are empty so far. */
function addParameter(draft: RewriteDraft, { range, bodyRange }: FunctionModel, error: string): boolean {
  const { text } = draft.context.module;
  const head = /^(?:async\b\s*)?(?:function\b\s*[\w$]*\s*)?\((?=\s*\))/.exec(text.slice(range[0], bodyRange[0]))?.[0];
  if (head === undefined) return false;
  draft.insert(range[0] + head.length, errorParameter(error, draft).slice(1, -1));
  return true;
}

/** `=> value` -> `=> { log; return value; }`. */
function logBeforeExpression(draft: RewriteDraft, fn: FunctionModel, message: string, error: string): boolean {
  const { module } = draft.context;
  const log = logCall(draft, 'error', message, error);
  const arrow = module.text.lastIndexOf('=>', fn.bodyRange[0]);
  if (log === undefined || arrow < fn.range[0]) return false;
  const start = tokenStartAfter(module, arrow + 2);
  const end = fn.range[1];
  const { newline, indent, semicolon } = layoutOf(module);
  const base = indentationAt(module.text, fn.range[0]);
  const line = `${newline}${base}${indent}`;
  const isWrapped =
    module.text[start] === '(' && module.text.slice(start + 1, end - 1).trim() === module.text.slice(fn.bodyRange[0], fn.bodyRange[1]);
  const opening = `{${line}${log}${semicolon}${line}return `;
  const closing = `${semicolon}${newline}${base}}`;
  if (isWrapped) {
    draft.replace([start, fn.bodyRange[0]], opening);
    draft.replace([fn.bodyRange[1], end], closing);
  } else {
    draft.insert(start, opening);
    draft.insert(end, closing);
  }
  return true;
}
