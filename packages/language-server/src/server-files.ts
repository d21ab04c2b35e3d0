/** Paths of what a server brings along beside its own module: bundles put it elsewhere. */
export interface ServerFiles {
  /** The built module `@failsoft/language-server/worker`. */
  readonly worker: string;
  /** `vendor/failsoft.ts` of `@failsoft/runtime`. */
  readonly vendoredRuntime: string;
}
