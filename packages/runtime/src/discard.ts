import { hasMethods, read } from './shapes.js';

/** Cancels the body of an answer that nobody will read: it would keep its connection. */
export function discard(answer: unknown): void {
  const body = read(answer, 'body');
  if (!hasMethods(body, 'cancel')) return;
  // Rejects if somebody reads it already.
  new Promise((resolve) => resolve(body.cancel())).catch(() => undefined);
}
