/** One connection to one client, before anything is said. */
import { ErrorCodes, ResponseError, TextDocuments, type Connection } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { capabilitiesFor } from './capabilities.js';
import type { ServerFiles } from './server-files.js';
import { Session } from './session.js';

export type { ServerFiles } from './server-files.js';

/** @returns what ends all that was started */
export function serve(connection: Connection, files: ServerFiles): () => void {
  const documents = new TextDocuments(TextDocument);
  let session: Session | undefined;
  connection.onInitialize((params) => {
    if (session !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, 'this server is initialized already');
    session = new Session(connection, documents, params, files);
    return { capabilities: capabilitiesFor(params.capabilities), serverInfo: { name: 'failsoft' } };
  });
  const end = (): void => session?.end();
  connection.onShutdown(end);
  documents.listen(connection);
  connection.listen();
  return end;
}
