/** What people read about the four protections, and which rules report that one is missing. */
import type { Protection } from '@failsoft/language-server';

type Name = Protection['name'];

interface Texts {
  readonly title: string;
  readonly why: string;
  readonly rules: readonly string[];
}

/** In the order of the tree. */
export const protectionNames: readonly Name[] = ['timeout', 'errorListener', 'errorHandling', 'circuitBreaker'];

export const protectionTexts: Readonly<Record<Name, Texts>> = {
  timeout: {
    title: 'Timeout',
    why: 'Without one, a dependency that accepts and never answers keeps its callers waiting.',
    rules: ['require-timeout', 'no-ineffective-timeout'],
  },
  errorListener: {
    title: 'Error listener',
    why: "Without one, an 'error' event of many clients ends the process.",
    rules: ['require-error-listener'],
  },
  errorHandling: {
    title: 'Error handling',
    why: 'Without any, the failure of the call is the failure of its caller.',
    rules: ['no-uncaught-cache-error', 'no-silent-failure'],
  },
  circuitBreaker: {
    title: 'Circuit breaker',
    why: 'With one, callers of a dead dependency fail at once instead of queueing for it. Not every dependency wants one.',
    rules: ['require-circuit-breaker'],
  },
};
