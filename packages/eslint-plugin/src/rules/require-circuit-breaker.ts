/** Remote calls that people wait for, with no circuit breaker around them. */
import { addCircuitBreaker } from '@failsoft/analysis/rewrites';
import type { BreakerNeed } from '@failsoft/analysis';
import { definite } from '../messages/wording.js';
import { createRule } from '../rule.js';

export const requireCircuitBreaker = createRule('require-circuit-breaker', {
  description: 'require a circuit breaker around remote calls that answer requests',
  messages: {
    known: 'While {{subject}} fails, each `{{callee}}` still waits out its deadline, and a peer that tries to recover gets all the load: no circuit breaker stands around it.',
    hosts: 'While a host that `{{callee}}` is given fails, each call to it still waits out its deadline: no circuit breaker, one for each host, stands around it.',
  },
  schema: {},
  defaultOptions: {},
  *check({ breakerNeeds }) {
    for (const need of breakerNeeds) {
      const [first] = need.calls;
      yield {
        at: first.call.callee.range,
        dependency: first.library.dependency,
        messageId: need.subject.kind === 'hosts' ? 'hosts' : 'known',
        data: { subject: subjectText(need), callee: first.calleeText.replace(/\s+/g, '') },
        rewrites: (context) => addCircuitBreaker(need, context),
      };
    }
  },
});

function subjectText({ subject, calls: [first] }: BreakerNeed): string {
  return subject.kind === 'host' ? subject.name : definite(first.library.dependency);
}
