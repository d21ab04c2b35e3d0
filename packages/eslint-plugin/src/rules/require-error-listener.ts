/** Clients whose 'error' event kills the process (or is lost), with nobody listening. */
import { addErrorListener } from '@failsoft/analysis/rewrites';
import { createRule } from '../rule.js';

interface Options {
  readonly logOnly: boolean;
}

export const requireErrorListener = createRule<'crash' | 'log', Options>('require-error-listener', {
  description: "require an 'error' listener on clients whose unheard 'error' event ends the process",
  messages: {
    crash: "{{loss}} ends the process: {{when}}, and this {{client}} has no 'error' listener.",
    log: "Lost {{dependency}} connections go unnoticed: {{when}}, and this {{client}} has no 'error' listener.",
  },
  schema: {
    logOnly: { type: 'boolean', description: "Report also clients whose unheard 'error' event is only printed or lost (ioredis)." },
  },
  defaultOptions: { logOnly: false },
  *check({ clients }, { logOnly }) {
    for (const client of clients) {
      const { errorEvent } = client.client;
      if (client.errorListener.verdict !== 'missing' || errorEvent.unheard === 'none') continue;
      if (errorEvent.unheard === 'log' && !logOnly) continue;
      yield {
        at: client.range,
        dependency: client.library.dependency,
        messageId: errorEvent.unheard,
        data: { loss: errorEvent.loss ?? `A lost ${client.library.dependency} connection`, dependency: client.library.dependency, when: errorEvent.when, client: client.client.name },
        rewrites: (context) => addErrorListener(client, context),
      };
    }
  },
});

