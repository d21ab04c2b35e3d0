import { LanguageClient } from 'vscode-languageclient/node';

/** Logs its errors, and leaves it to the extension to tell the user what is wrong, once and with what can be done. */
export class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
