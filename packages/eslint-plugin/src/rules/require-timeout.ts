/** Calls and clients that set no finite deadline, where the library's default is none or too long. */
import { setCallTimeout, setClientTimeout, wrapWithTimeout, type RewriteContext } from '@failsoft/analysis/rewrites';
import type { CreatedClient, ExternalCall, FileFacts } from '@failsoft/analysis';
import { callWithoutTimeout, clientWithoutTimeout } from '../messages/timeout.js';
import { createRule, type Finding } from '../rule.js';
import { findingOfCall, findingOfClient } from '../timeout-findings.js';

type MessageId = 'client' | 'call' | 'unknown';

interface Options {
  readonly reportUnknown: boolean;
}

export const requireTimeout = createRule<MessageId, Options>('require-timeout', {
  description: 'require a finite deadline on every call that leaves the process',
  messages: {
    client: '{{text}}',
    call: '{{text}}',
    unknown: 'It can’t be told whether this {{what}} is bounded: {{reason}}.',
  },
  schema: {
    reportUnknown: { type: 'boolean', description: 'Report also where the code does not show whether a deadline is set.' },
  },
  defaultOptions: { reportUnknown: false },
  *check(facts, { reportUnknown }) {
    for (const client of facts.clients) {
      if (reports(findingOfClient(client), facts, client.range)) {
        yield { ...about(client, client.range), messageId: 'client', data: { text: clientWithoutTimeout(client) }, rewrites: (context) => setClientTimeout(client, context) };
      }
    }
    for (const call of facts.calls) {
      if (reports(findingOfCall(call), facts, call.call.callee.range)) {
        const rewrites = (context: RewriteContext) => [...setCallTimeout(call, context), ...wrapWithTimeout(call, context)];
        yield { ...about(call, call.call.callee.range), messageId: 'call', data: { text: callWithoutTimeout(call) }, rewrites };
      }
    }
    if (reportUnknown) yield* unknownEvidence(facts);
  },
});

function about({ library }: CreatedClient | ExternalCall, at: Finding<MessageId>['at']): Pick<Finding<MessageId>, 'at' | 'dependency'> {
  return { at, dependency: library.dependency };
}

/** Whether the finding of a client or call is this rule's, at this place. */
function reports(finding: ReturnType<typeof findingOfClient>, { module }: FileFacts, at: CreatedClient['range']): boolean {
  return finding?.rule === 'require-timeout' && finding.module === module && finding.at === at;
}

/** One finding for each client or clientless call; one for all calls of a client whose creation is not seen. */
function* unknownEvidence({ clients, calls }: FileFacts): Generator<Finding<MessageId>> {
  for (const client of clients) {
    if (client.timeout.verdict !== 'unknown' || client.client.reported === 'nowhere') continue;
    yield { ...about(client, client.range), messageId: 'unknown', data: { what: client.client.name, reason: client.timeout.reason } };
  }
  const unseen = new Set<object>();
  for (const call of calls) {
    if (call.timeout.verdict !== 'unknown' || isLeftAlone(call)) continue;
    const { target } = call;
    if (target.kind === 'client' && target.creations.length > 0) continue;
    if (target.kind === 'client' && unseen.has(target.client)) continue;
    if (target.kind === 'client') unseen.add(target.client);
    yield { ...about(call, call.call.callee.range), messageId: 'unknown', data: { what: 'call', reason: call.timeout.reason } };
  }
}

function isLeftAlone({ effect, target }: ExternalCall): boolean {
  if (target.kind === 'client' && target.client.reported === 'nowhere') return true;
  return effect === 'blocking' || effect === 'shutdown';
}
