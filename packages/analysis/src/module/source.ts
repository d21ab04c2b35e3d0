/** What is lowered beside the tree. Apart from it, since these types are public and the tree's are not. */
import type { ModuleModel } from './model.js';
import type { Positioned } from './positions.js';

export interface ModuleSource {
  /** Real, absolute path with `/`. */
  readonly path: string;
  /** The text that the tree's ranges count in. */
  readonly text: string;
  /** In source order. */
  readonly comments: readonly Positioned[];
  /**
   * How the file is loaded where neither its extension nor its syntax says it.
   * @default 'esm'
   */
  readonly format?: ModuleModel['format'] | undefined;
}
