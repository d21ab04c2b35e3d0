/** What people read about the four protections. */
import type { Protection } from '@failsoft/language-server';

type Name = Protection['name'];

/** 'required': without it a dead or silent dependency hangs or ends the process. 'advised': whether to have it is a decision. */
export type Importance = 'required' | 'advised';

/** In the order of the tree. */
export const protectionNames: readonly Name[] = ['timeout', 'errorListener', 'errorHandling', 'circuitBreaker'];

export const protectionTexts: Readonly<Record<Name, { readonly title: string; readonly importance: Importance; readonly why: string }>> = {
  timeout: { title: 'Timeout', importance: 'required', why: 'Without one, a dependency that accepts and never answers keeps its callers waiting.' },
  errorListener: { title: 'Error listener', importance: 'required', why: "Without one, an 'error' event of the client ends the process." },
  errorHandling: { title: 'Error handling', importance: 'advised', why: 'Without any, the failure of the call is the failure of its caller.' },
  circuitBreaker: {
    title: 'Circuit breaker',
    importance: 'advised',
    why: 'With one, callers of a dead dependency fail at once instead of queueing for it. Not every dependency wants one.',
  },
};
