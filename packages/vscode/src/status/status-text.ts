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
      return { ...ready, text: 'Failsoft: failed', detail: state.reason, isError: true };
    case 'ready': {
      const count = findings === undefined ? [] : [findings === 0 ? 'No findings in this file' : `${counted(findings, 'finding')} in this file`];
      const notes = [...count, ...hiding[shownBy], ...(isTrusted ? [] : ['Restricted Mode: checked with the preset alone'])];
      return { ...ready, detail: notes.join(' · ') };
    }
  }
}

const hiding: Readonly<Record<DocumentFacts['shownBy'], readonly string[]>> = {
  us: [],
  linter: ["shown by your linter's extension"],
  nobody: ['not shown: failsoft.diagnostics is "never"'],
};
