/** What VS Code calls. Nothing runs but registrations until there is something to lint. */
import { commands, window, type ExtensionContext } from 'vscode';
import { Server } from './server/server.js';

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('Failsoft', { log: true });
  const started = new Server(context, output);
  server = started;
  context.subscriptions.push(
    output,
    started,
    commands.registerCommand('failsoft.restartServer', () => started.restart()),
    commands.registerCommand('failsoft.showOutput', () => output.show()),
  );
  void started.start();
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
