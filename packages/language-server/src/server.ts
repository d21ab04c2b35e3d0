/** One connection to one client, before anything is said. */
import { TextDocuments, type Connection } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { capabilitiesFor } from './capabilities.js';
import { Session } from './session.js';

/**
 * @param workerEntry path of the worker's module
 * @returns what ends all that was started
 */
export function serve(connection: Connection, workerEntry: string): () => void {
  const documents = new TextDocuments(TextDocument);
  let session: Session | undefined;
  connection.onInitialize((params) => {
    session = new Session(connection, documents, params, workerEntry);
    return { capabilities: capabilitiesFor(params.capabilities), serverInfo: { name: 'failsoft' } };
  });
  const end = (): void => session?.end();
  connection.onShutdown(end);
  documents.listen(connection);
  connection.listen();
  return end;
}
