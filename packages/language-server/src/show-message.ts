import { MessageType, ShowMessageNotification, ShowMessageRequest, type ClientCapabilities, type Connection } from 'vscode-languageserver/node';

const types = { error: MessageType.Error, warning: MessageType.Warning, information: MessageType.Info } as const;

/** A message without buttons: not every client answers those with. */
export function show(connection: Connection, severity: keyof typeof types, text: string): void {
  void connection.sendNotification(ShowMessageNotification.type, { type: types[severity], message: `Failsoft: ${text}` });
}

/** An error with a button, where the client says that it knows of those; else without. */
export async function showWithAction(connection: Connection, { window }: ClientCapabilities, text: string, title: string, action: () => void): Promise<void> {
  if (window?.showMessage === undefined) {
    show(connection, 'error', text);
    return;
  }
  const chosen = await connection.sendRequest(ShowMessageRequest.type, { type: types.error, message: `Failsoft: ${text}`, actions: [{ title }] });
  if (chosen?.title === title) action();
}
