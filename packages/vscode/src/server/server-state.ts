/** What the language server is doing, as the status item tells it. */
import type { FolderState } from '@failsoft/language-server';

export type ServerState =
  /** Nothing to lint has been opened yet, or it was stopped. */
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'ready' }
  /** A sentence that says why, and what to do. */
  | { readonly kind: 'failed'; readonly reason: string };

/** One word for the workers of all folders. */
export function stateOf(folders: Iterable<FolderState>): ServerState {
  const states = new Set(folders);
  if (states.has('starting')) return { kind: 'starting' };
  return { kind: states.has('busy') ? 'checking' : 'ready' };
}
