import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver/node';

const types = { error: MessageType.Error, warning: MessageType.Warning, information: MessageType.Info } as const;

/** A message without buttons: not every client answers those with. */
export function show(connection: Connection, severity: keyof typeof types, text: string): void {
  void connection.sendNotification(ShowMessageNotification.type, { type: types[severity], message: `Failsoft: ${text}` });
}
