/** What the client library is told once. */
import { CodeLens, workspace, type LogOutputChannel } from 'vscode';
import { RevealOutputChannelOn, type ErrorHandler, type LanguageClientOptions, type Middleware } from 'vscode-languageclient/node';
import type { ShownDiagnostics } from '../diagnostics/shown-diagnostics.js';
import { serverSettings } from '../settings.js';
import { askFirst } from '../workspace-edits/ask-first.js';
import { languages } from './languages.js';

export interface ClientParts {
  readonly output: LogOutputChannel;
  readonly diagnostics: ShownDiagnostics;
  readonly errorHandler: ErrorHandler;
  /** Called when files that the server watches have changed on disk, and it has been told. */
  readonly onFilesChanged: () => void;
}

export function clientOptions({ output, diagnostics, errorHandler, onFilesChanged }: ClientParts): LanguageClientOptions {
  return {
    documentSelector: languages.map((language) => ({ scheme: 'file', language })),
    outputChannel: output,
    // What matters is said in messages of our own.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: () => ({ ...serverSettings(), trusted: workspace.isTrusted }),
    // Told by whoever starts it.
    initializationFailedHandler: () => false,
    diagnosticCollectionProvider: diagnostics.provider,
    errorHandler,
    middleware: middleware(onFilesChanged),
  };
}

function middleware(onFilesChanged: () => void): Middleware {
  return {
    provideCodeLenses: async (document, token, next) => (await next(document, token))?.map(leadingToView),
    workspace: {
      handleApplyEdit: askFirst,
      didChangeWatchedFile: async (event, next) => {
        await next(event);
        onFilesChanged();
      },
    },
  };
}

/** The server's lenses have no command: not every editor has the view. */
function leadingToView({ range, command }: CodeLens): CodeLens {
  return new CodeLens(range, command === undefined ? undefined : { ...command, command: 'failsoft.showDependencies', tooltip: 'Show in External Dependencies' });
}
