/** Cache calls whose failure fails a caller that could go on without the cache. */
import { catchCacheError } from '@failsoft/analysis/rewrites';
import { createRule } from '../rule.js';

export const noUncaughtCacheError = createRule('no-uncaught-cache-error', {
  description: 'disallow cache calls whose failure fails a caller that could go on without the cache',
  messages: {
    read: 'When {{dependency}} is down, `{{callee}}` fails its caller, which could load the value elsewhere: nothing catches the failure and treats it as a miss.',
    write: 'When {{dependency}} is down, `{{callee}}` fails its caller although the answer is known: nothing catches the failure of this cache write.',
  },
  schema: {},
  defaultOptions: {},
  *check({ cacheUses }) {
    for (const use of cacheUses) {
      const { call } = use;
      yield {
        at: call.call.callee.range,
        dependency: call.library.dependency,
        messageId: use.effect,
        data: { dependency: call.library.dependency, callee: shortCallee(call.calleeText) },
        rewrites: (context) => catchCacheError(use, context),
      };
    }
  },
});

/** Callees may span lines. */
function shortCallee(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/ ?([.?]) ?/g, '$1');
}
