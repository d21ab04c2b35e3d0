import type { CreatedClient } from '../calls/facts.js';
import type { CallValue } from '../module/value.js';
import { givenCallback } from '../resolve/given.js';
import { insertFirst } from './block-insertion.js';
import type { RewriteContext } from './context.js';
import { durationText } from './durations.js';
import { RewriteDraft } from './draft.js';
import { layoutOf, quoted } from './layout.js';
import { inCallback, listenerPlace, type ListenerPlace } from './listener-place.js';
import { logCall } from './log-line.js';
import { parameterName, scopeOfCall } from './names.js';
import type { Rewrite } from './rewrite.js';
import { insertAfter } from './statement-place.js';
import { dependencyName, isInsideDeadline, wrapInTimeout } from './timeout-wrap.js';
import { columnOf, indentationAt } from './trivia.js';
import { waitedConnects } from './waited-connects.js';

/** connect() looks a name up, opens a socket, does TLS and the handshake: it is given more than one connect timeout. */
const CONNECT_TIMES = 2.5;

/** `pool.on('error', (error) => console.error('Idle PostgreSQL client failed', error));` behind the creation. */
export function addErrorListener(client: CreatedClient, context: RewriteContext): readonly Rewrite[] {
  const { module, site } = client;
  const creation = site.call;
  const { errorEvent } = client.client;
  if (
    errorEvent.unheard === 'none' ||
    errorEvent.logMessage === undefined ||
    client.errorListener.verdict === 'present' ||
    creation === undefined ||
    module !== context.module
  ) {
    return [];
  }
  // A promise that waits for the socket would never settle after an error that is only logged.
  if (client.client.reported === 'nowhere' && isInExecutor(creation)) return [];
  const callback = site.maker.given === undefined ? undefined : givenCallback(creation);
  const place = callback === undefined ? listenerPlace(client, creation) : inCallback(callback);
  if (place === undefined) return [];
  const draft = new RewriteDraft(context, callback?.scope ?? scopeOfCall(creation, module));
  const error = parameterName('', draft.scope);
  const log = logCall(draft, 'error', errorEvent.logMessage, error);
  if (log === undefined) return [];
  addListener(draft, place, creation, `(${error}${place.isAny ? ': unknown' : ''}) =>`, log);
  const { connectsForEver } = errorEvent;
  if (connectsForEver === undefined) return finish(draft, "Add an 'error' listener that logs");
  // With a listener, connect() to a closed port never settles: a caller that waits for it needs a deadline.
  const connects = waitedConnects(client, creation, place, connectsForEver);
  if (connects?.every((connect) => boundConnect(client, connect, draft)) !== true) return [];
  return finish(draft, `Add an 'error' listener that logs${connects.length === 0 ? '' : `, and a timeout around ${connectsForEver}()`}`);
}

/** In `new Promise((resolve) => { … })`. */
function isInExecutor({ site: { body } }: CallValue): boolean {
  const promise = body.kind === 'function' ? body.fn.value?.parent : undefined;
  return promise?.kind === 'call' && promise.isNew && promise.callee.kind === 'name' && promise.callee.name === 'Promise';
}

function finish(draft: RewriteDraft, title: string): readonly Rewrite[] {
  const rewrite = draft.finish(title, true);
  return rewrite === undefined ? [] : [rewrite];
}

function addListener(draft: RewriteDraft, place: ListenerPlace, creation: CallValue, arrow: string, log: string): void {
  const { module } = draft.context;
  const { newline, indent, semicolon } = layoutOf(module);
  const event = quoted('error', module);
  const listener = (base: string, column: number): string => {
    const line = `.on(${event}, ${arrow} ${log})`;
    if (column + line.length + semicolon.length <= layoutOf(module).width) return line;
    return `.on(${event}, ${arrow} {${newline}${base}${indent}${log}${semicolon}${newline}${base}})`;
  };
  switch (place.kind) {
    case 'chain': {
      const end = creation.range[1];
      const base = indentationAt(module.text, end);
      draft.insert(end, (creation.isNew && creation.argsRange === undefined ? '()' : '') + listener(base, columnOf(module.text, end)));
      return;
    }
    case 'after': {
      const base = indentationAt(module.text, place.statement.range[0]);
      const text = place.receiver + listener(base, base.length + place.receiver.length) + semicolon;
      draft.add([insertAfter(module, place.statement, text)]);
      return;
    }
    case 'constructor': {
      const base = indentationAt(module.text, place.block[0]) + indent;
      draft.add(insertFirst(module, place.block, place.receiver + listener(base, base.length + place.receiver.length) + semicolon));
    }
  }
}

function boundConnect({ library }: CreatedClient, connect: CallValue, draft: RewriteDraft): boolean {
  if (isInsideDeadline(connect)) return true;
  const duration = durationText('connect', CONNECT_TIMES, draft);
  return duration !== undefined && wrapInTimeout(draft, connect, connect.site.body, { duration, name: dependencyName(library), parameters: '()' });
}
