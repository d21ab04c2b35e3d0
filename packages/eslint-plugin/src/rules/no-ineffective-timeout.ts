/** Options that look like a timeout and do not bound a silent peer. */
import { fixIneffectiveTimeout } from '@failsoft/analysis/rewrites';
import type { IneffectiveTimeout } from '@failsoft/analysis';
import { createRule } from '../rule.js';
import { placeOfTrap } from '../timeout-findings.js';

export const noIneffectiveTimeout = createRule('no-ineffective-timeout', {
  description: 'disallow timeouts that do not bound a peer that goes silent',
  messages: {
    ineffective: '`{{option}}` does not bound this {{subject}} against a silent {{dependency}}, because {{why}}.',
    misfires: '`{{option}}` does not do what it says: {{why}}.',
  },
  schema: {},
  defaultOptions: {},
  *check({ module, ineffective }) {
    const seen = new Set<string>();
    for (const trap of ineffective) {
      const place = placeOfTrap(trap, { module, at: ownRange(trap) });
      if (seen.has(String(place.at))) continue;
      seen.add(String(place.at));
      yield {
        at: place.at,
        dependency: trap.library.dependency,
        messageId: misfires.has(trap.kind) ? 'misfires' : 'ineffective',
        data: { option: trap.option, why: trap.why, dependency: trap.library.dependency, subject: trap.subject.kind === 'client' ? trap.subject.of.client.name : 'call' },
        rewrites: (context) => fixIneffectiveTimeout(trap, context),
      };
    }
  },
});

const misfires: ReadonlySet<IneffectiveTimeout['kind']> = new Set(['overflow', 'reused-signal', 'unit']);

function ownRange({ subject }: IneffectiveTimeout): IneffectiveTimeout['range'] {
  return subject.kind === 'client' ? subject.of.range : subject.of.call.callee.range;
}
