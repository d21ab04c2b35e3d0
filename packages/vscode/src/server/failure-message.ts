/** A server that failed is told of, with what can be done. */
import { commands, window, type Disposable } from 'vscode';
import type { Server } from './server.js';
import type { ServerState } from './server-state.js';

const actions: Readonly<Record<string, string>> = { 'Show Output': 'failsoft.showOutput', 'Restart Server': 'failsoft.restartServer' };

export function tellOfFailures(server: Server): Disposable {
  return server.onDidChangeState((state) => tellOf(state));
}

/** Says nothing of a server that has not failed. */
export async function tellOf(state: ServerState): Promise<void> {
  if (state.kind !== 'failed') return;
  const chosen = await window.showErrorMessage(`Failsoft: ${state.reason}`, ...Object.keys(actions));
  const command = chosen === undefined ? undefined : actions[chosen];
  if (command !== undefined) await commands.executeCommand(command);
}
