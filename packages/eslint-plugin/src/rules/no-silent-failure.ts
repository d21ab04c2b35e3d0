/** Catch clauses and `.catch` handlers that lose an external call's failure without a trace. */
import { logSilentFailure } from '@failsoft/analysis/rewrites';
import type { SilentCatch } from '@failsoft/analysis';
import { definite, listed } from '../messages/wording.js';
import { createRule } from '../rule.js';

interface Options {
  readonly reportExplained: boolean;
  readonly reportCodes: boolean;
}

export const noSilentFailure = createRule<'nothing' | 'neutral', Options>('no-silent-failure', {
  description: "disallow handlers that lose an external call's failure without a trace",
  messages: {
    nothing: 'When {{dependency}} fails, nobody learns of it: this handler drops the error of `{{callee}}` and does nothing.',
    neutral: 'When {{dependency}} fails, nobody learns of it: this handler drops the error of `{{callee}}` and goes on as if there were nothing to find.',
  },
  schema: {
    reportExplained: { type: 'boolean', description: 'Report also handlers with a comment that explains the choice, and those where the failure is the answer (a token that does not hold).' },
    reportCodes: { type: 'boolean', description: 'Report also handlers that leave a specific failure code or text instead of the error.' },
  },
  defaultOptions: { reportExplained: false, reportCodes: false },
  *check({ silentCatches }, { reportExplained, reportCodes }) {
    for (const silent of silentCatches) {
      if (((silent.hasComment || silent.isAnswer) && !reportExplained) || (silent.leaves === 'code' && !reportCodes)) continue;
      yield {
        at: rangeOf(silent),
        dependency: silent.calls[0]?.library.dependency,
        messageId: silent.leaves === 'nothing' ? 'nothing' : 'neutral',
        data: { dependency: listed([...new Set(silent.calls.map(({ library }) => definite(library.dependency)))], 'or'), callee: (silent.calls[0]?.calleeText ?? '').replace(/\s+/g, '') },
        rewrites: (context) => logSilentFailure(silent, context),
      };
    }
  },
});

/** The word `catch`. */
function rangeOf({ handler }: SilentCatch): SilentCatch['module']['catches'][number]['keyword'] {
  if (handler.kind === 'clause') return handler.clause.keyword;
  const { callee } = handler.call;
  return callee.kind === 'member' ? callee.propertyRange : callee.range;
}
