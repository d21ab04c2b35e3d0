import type { ModuleModel } from '../module/model.js';
import type { Clients } from './clients.js';
import type { ExternalCall } from './facts.js';

/** What is known of the calls of any file. */
export interface CallSource {
  clientsOf(module: ModuleModel): Clients;
  callsOf(module: ModuleModel): readonly ExternalCall[];
  /** Whether a file may use a cache, by its imports and theirs. */
  mayHoldCaches(path: string): boolean;
}
