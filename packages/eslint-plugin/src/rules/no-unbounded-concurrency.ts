/** Requests that are started for every item of a collection at once, however many there are. */
import { limitConcurrency } from '@failsoft/analysis/rewrites';
import { definite, pluralOf } from '../messages/wording.js';
import { createRule } from '../rule.js';

export const noUnboundedConcurrency = createRule('no-unbounded-concurrency', {
  description: 'disallow starting a request for every item of a collection at once where nothing limits how many there are',
  messages: {
    unbounded:
      'As many {{requests}} to {{dependency}} are started at once as there are items (`{{callee}}`), and nothing limits how many that is: a long list uses up sockets and memory here, and the patience of the other side.',
  },
  schema: {},
  defaultOptions: {},
  *check({ fanOuts }) {
    for (const fanOut of fanOuts) {
      const { library, calleeText } = fanOut.external;
      yield {
        at: fanOut.call.callee.range,
        dependency: library.dependency,
        messageId: 'unbounded',
        data: { requests: pluralOf(library.kind), dependency: definite(library.dependency), callee: calleeText.replace(/\s+/g, '') },
        rewrites: (context) => limitConcurrency(fanOut, context),
      };
    }
  },
});
