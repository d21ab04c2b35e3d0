/** Requests and notifications beside those of the language server protocol. */
import { NotificationType, RequestType0, type Position } from 'vscode-languageserver-protocol';

export type FolderState = 'stopped' | 'starting' | 'busy' | 'idle';

/** Server to client: what the worker of a folder is doing. */
export const statusNotification = new NotificationType<{ readonly folder: string; readonly state: FolderState }>('failsoft/status');

/** Client to server: the user trusts the workspace, or does no longer. */
export const trustNotification = new NotificationType<{ readonly trusted: boolean }>('failsoft/trust');

/** Client to server: what the workspace depends on, and how each of its calls and clients is protected. */
export const inventoryRequest = new RequestType0<readonly FolderChecklist[], void>('failsoft/inventory');

export interface FolderChecklist {
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly dependencies: readonly DependencyChecklist[];
}

export interface DependencyChecklist {
  /** For people: 'Redis'. */
  readonly dependency: string;
  readonly libraries: readonly string[];
  readonly calls: readonly ChecklistPlace[];
  readonly clients: readonly ChecklistPlace[];
  /** What rules report of its calls and clients. */
  readonly findings: readonly ChecklistFinding[];
}

export interface ChecklistFinding {
  readonly uri: string;
  /** Where it starts. */
  readonly position: Position;
  /** Without the plugin's prefix: 'require-timeout'. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** Whether fixing everything for the dependency removes it. */
  readonly isFixable: boolean;
}

/** A call or a client. */
export interface ChecklistPlace {
  readonly uri: string;
  readonly position: Position;
  /** Source text of the callee, or what the client is called: 'this.redis.get', 'ioredis client'. */
  readonly text: string;
  readonly protections: readonly Protection[];
}

export interface Protection {
  readonly name: 'timeout' | 'errorHandling' | 'circuitBreaker' | 'errorListener';
  readonly verdict: 'present' | 'missing' | 'unknown';
  readonly reason: string;
}
