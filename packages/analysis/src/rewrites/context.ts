import type { ModuleModel } from '../module/model.js';
import type { Settings } from '../settings/settings.js';

/** What a rewrite may know beside the fact that it answers. */
export interface RewriteContext {
  readonly module: ModuleModel;
  readonly settings: Settings;
  /** Workspace root, absolute with `/`: modules that the settings name by a relative path start there. */
  readonly root: string;
  /** Where this file imports the runtime from, as settings write it: '@failsoft/runtime', './src/failsoft' from the root. */
  readonly runtime: string;
  /** Whether this file can import the specifier: a declared package, or a file that exists. */
  canImport(specifier: string): boolean;
  /** Told of a module, as settings write it, that a rewrite would need and this file can't import. */
  lacks(from: string): void;
}
