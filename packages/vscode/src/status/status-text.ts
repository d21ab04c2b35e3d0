/** What the language status of a document says. */
import { counted } from '../counted.js';
import type { ServerState } from '../server/server-state.js';

export interface Status {
  readonly text: string;
  readonly detail: string;
  readonly isBusy: boolean;
  readonly isError: boolean;
}

export interface DocumentFacts {
  readonly isTrusted: boolean;
  /** Who shows the findings of the document: a linter's extension, nobody as the settings say, or we do. */
  readonly shownBy: 'us' | 'linter' | 'nobody';
  /** How many it has; undefined while it has not been checked. */
  readonly findings: number | undefined;
}

export function statusOf(state: ServerState, { isTrusted, shownBy, findings }: DocumentFacts): Status {
  const ready = { text: 'Failsoft', isBusy: false, isError: false };
  switch (state.kind) {
    case 'off':
      return { ...ready, text: 'Failsoft: off', detail: 'The language server does not run' };
    case 'starting':
      return { ...ready, detail: 'Starting…', isBusy: true };
    case 'checking':
      return { ...ready, detail: 'Checking…', isBusy: true };
    case 'failed':
      // Why it did is in the message and the output: what is long hides the command.
      return { ...ready, text: 'Failsoft: failed', detail: 'The language server does not run', isError: true };
    case 'ready':
      return { ...ready, detail: [...found(shownBy, findings), ...(isTrusted ? [] : ['Restricted Mode: preset only'])].join(' · ') };
  }
}

function found(shownBy: DocumentFacts['shownBy'], findings: number | undefined): string[] {
  // Which may be others, by a configuration of its own.
  if (shownBy === 'linter') return ['Findings are shown by your linter'];
  if (findings === undefined) return [];
  if (findings === 0) return ['No findings in this file'];
  return [`${counted(findings, 'finding')}${shownBy === 'us' ? ' in this file' : ', not shown (failsoft.diagnostics)'}`];
}
