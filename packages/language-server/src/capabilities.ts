import { TextDocumentSyncKind, type ClientCapabilities, type FileSystemWatcher, type ServerCapabilities } from 'vscode-languageserver/node';
import { extensions } from '@failsoft/linter/lintable';
import { codeActionKinds } from './features/code-actions.js';
import { commands } from './features/commands.js';

const diagnosticProvider = { identifier: 'failsoft', interFileDependencies: true, workspaceDiagnostics: false };

export function capabilitiesFor(client: ClientCapabilities): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    codeActionProvider: { codeActionKinds },
    executeCommandProvider: { commands: [...commands] },
    hoverProvider: true,
    codeLensProvider: {},
    inlayHintProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(client.textDocument?.diagnostic === undefined ? {} : { diagnosticProvider }),
  };
}

/** Files whose changes on disk decide what is found. */
export const watchers: FileSystemWatcher[] = [
  { globPattern: `**/*.{${extensions.join(',')}}` },
  { globPattern: '**/{package,jsconfig,tsconfig,tsconfig.*,eslint-suppressions}.json' },
  { globPattern: '**/pnpm-workspace.yaml' },
];

/** What ESLint reads once: a worker has to be started anew for it. */
export function isConfiguration(path: string): boolean {
  return /(?:^|[\\/])(?:eslint\.config\.[cm]?[jt]s|package\.json|eslint-suppressions\.json)$/.test(path);
}
