/** A server that failed is told of once, with what can be done. */
import { commands, window, type Disposable } from 'vscode';
import type { Server } from './server.js';

const actions: Readonly<Record<string, string>> = { 'Show Output': 'failsoft.showOutput', 'Restart Server': 'failsoft.restartServer' };

export function tellOfFailures(server: Server): Disposable {
  return server.onDidChangeState(async (state) => {
    if (state.kind !== 'failed') return;
    const chosen = await window.showErrorMessage(`Failsoft: ${state.reason}`, ...Object.keys(actions));
    const command = chosen === undefined ? undefined : actions[chosen];
    if (command !== undefined) await commands.executeCommand(command);
  });
}
