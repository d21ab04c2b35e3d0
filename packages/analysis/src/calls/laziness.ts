/** Whether what a query builder or a lazy request has been told is ever sent. */
import type { CallValue } from '../module/value.js';
import { after, methodOf } from './chained.js';

/** Methods that send what was built, besides `await`. */
const sending = new Set([
  'then', 'catch', 'finally', 'exec', 'execute', 'executeTakeFirst', 'executeTakeFirstOrThrow', 'end', 'stream', 'pipe',
  'asCallback', 'run', 'all', 'get', 'values',
]);

/** Methods that say what would be sent, or make it a part of something else. */
const telling = new Set(['toString', 'toSQL', 'toQuery', 'getSQL', 'as']);

/** A chain that is a statement of its own, and ends in no method that sends it, sends nothing. */
export function isSent(call: CallValue): boolean {
  const chain = [...after(call)];
  if (chain.some((next) => sending.has(methodOf(next) ?? ''))) return true;
  const last = chain.at(-1) ?? call;
  if (telling.has(methodOf(last) ?? '')) return false;
  return last.parent !== undefined || last.use !== 'statement';
}
