/** What the language status of a document says. */
import type { ServerState } from '../server/server-state.js';

export interface Status {
  readonly text: string;
  readonly detail: string;
  readonly isBusy: boolean;
  readonly isError: boolean;
}

export interface DocumentFacts {
  readonly isTrusted: boolean;
  /** An extension of a linter shows our findings. */
  readonly isLeftToLinter: boolean;
}

export function statusOf(state: ServerState, { isTrusted, isLeftToLinter }: DocumentFacts): Status {
  const ready = { text: 'Failsoft', isBusy: false, isError: false };
  switch (state.kind) {
    case 'off':
      return { ...ready, text: 'Failsoft: off', detail: 'The language server does not run' };
    case 'starting':
      return { ...ready, detail: 'Starting', isBusy: true };
    case 'checking':
      return { ...ready, detail: 'Checking', isBusy: true };
    case 'failed':
      return { ...ready, text: 'Failsoft: failed', detail: state.reason, isError: true };
    case 'ready': {
      const notes = [...(isTrusted ? [] : ['Restricted Mode: preset only']), ...(isLeftToLinter ? ['Findings are shown by your linter'] : [])];
      return { ...ready, detail: notes.join('. ') };
    }
  }
}
