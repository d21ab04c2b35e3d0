/** What users set below `failsoft`, as the server and the extension take it. */
import { workspace, type Uri } from 'vscode';
import type { ServerOptions } from '@failsoft/language-server';
import type { Mode } from './diagnostics/precedence.js';

const modes: readonly Mode[] = ['auto', 'always', 'never'];

export function modeOf(uri: Uri): Mode {
  const set = workspace.getConfiguration('failsoft', uri).get<string>('diagnostics');
  return modes.find((mode) => mode === set) ?? 'auto';
}

/** The server has its own defaults for what is wrong or missing. */
export function serverSettings(): Partial<Record<keyof ServerOptions, unknown>> {
  const configuration = workspace.getConfiguration('failsoft');
  const names = ['preset', 'debounce', 'timeBudget', 'inlayHints'] as const;
  return Object.fromEntries(names.map((name) => [name, configuration.get<unknown>(name)]));
}
