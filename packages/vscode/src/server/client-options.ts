/** What the client library is told once. */
import { languages as editorLanguages, workspace, type LogOutputChannel } from 'vscode';
import { RevealOutputChannelOn, type ErrorHandler, type LanguageClientOptions, type Middleware } from 'vscode-languageclient/node';
import type { ShownDiagnostics } from '../diagnostics/shown-diagnostics.js';
import { tieToLinter } from '../diagnostics/quick-fixes.js';
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
    provideCodeActions: async (document, range, context, token, next) =>
      tieToLinter((await next(document, range, context, token)) ?? [], editorLanguages.getDiagnostics(document.uri)),
    workspace: {
      handleApplyEdit: askFirst,
      didChangeWatchedFile: async (event, next) => {
        await next(event);
        onFilesChanged();
      },
    },
  };
}
