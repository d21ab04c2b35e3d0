import type { DependencyKind } from './catalog/schema.js';

/** `settings.failsoft` of an ESLint configuration, validated and with defaults filled in. */
export interface Settings {
  /** Milliseconds that rewrites insert. */
  readonly timeouts: Readonly<Record<DependencyKind | 'connect', number>>;
  /** A library default above it (ms per attempt) counts as missing. */
  readonly maxTimeout: number;
  /** Specifier that rewritten code imports the runtime from. */
  readonly runtime: string;
  /** Module that exports `timeouts`; rewrites then insert `timeouts.http`. */
  readonly policies: string | undefined;
  readonly logger: { readonly from: string; readonly name: string } | undefined;
  /** Workspace root; undefined: found by looking upwards. */
  readonly root: string | undefined;
}
