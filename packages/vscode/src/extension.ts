/** What VS Code calls. Nothing runs but registrations until there is something to lint. */
import { commands, window, type ExtensionContext } from 'vscode';
import { createConfig } from './commands/create-config.js';
import { fixDependency, fixWorkspace } from './commands/fix-workspace.js';
import type { DependencyNode } from './dependencies/checklist-tree.js';
import { InventoryWatch } from './dependencies/inventory-watch.js';
import { createDependencyView } from './dependencies/tree-view.js';
import { ShownDiagnostics } from './diagnostics/shown-diagnostics.js';
import { tellOfFailures } from './server/failure-message.js';
import { Server } from './server/server.js';
import { startWithFirstDocument } from './server/start-when-needed.js';
import { createStatusItem } from './status/status-item.js';

let running: Server | undefined;

export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('Failsoft', { log: true });
  const diagnostics = new ShownDiagnostics();
  const server = new Server(context, output, diagnostics);
  const watch = new InventoryWatch(server);
  running = server;
  void commands.executeCommand('setContext', 'failsoft.isActive', true);
  context.subscriptions.push(
    output,
    diagnostics,
    server,
    watch,
    diagnostics.onDidReceive(() => watch.outdated()),
    server.onDidChangeFiles(() => watch.outdated()),
    // A worker that starts may judge everything otherwise: by other settings, another configuration, or with trust. A server that has failed knows nothing.
    server.onDidChangeState(({ kind }) => {
      if (kind === 'starting' || kind === 'failed') watch.outdated();
    }),
    createStatusItem(server, diagnostics),
    createDependencyView(watch),
    tellOfFailures(server),
    commands.registerCommand('failsoft.restartServer', () => server.restart()),
    commands.registerCommand('failsoft.showOutput', () => output.show()),
    commands.registerCommand('failsoft.createConfig', createConfig),
    commands.registerCommand('failsoft.fixWorkspace', () => fixWorkspace(server)),
    commands.registerCommand('failsoft.fixListedDependency', (node: DependencyNode) => fixDependency(server, node)),
    startWithFirstDocument(server),
  );
}

export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
