import type { Client, Library, Maker } from '../catalog/schema.js';
import type { Given } from '../protections/schema.js';
import type { ClassModel, FunctionModel, ModuleModel } from '../module/model.js';
import type { TypeModel } from '../module/type-model.js';
import type { CallValue, ObjectValue } from '../module/value.js';

export interface LocatedCall {
  readonly call: CallValue;
  readonly module: ModuleModel;
}

/** Where a client was made. */
export interface CreationSite {
  readonly module: ModuleModel;
  /** `new X()`, a factory call, or `super(…)` of a subclass. */
  readonly call: CallValue | undefined;
  /** The subclass, where one extends the library's class. */
  readonly cls: ClassModel | undefined;
  readonly maker: Maker;
  /** The client that it takes its options from, where it is made of another: `base.extend(options)`. */
  readonly base: CreationSite | undefined;
}

export interface ClientOrigin {
  readonly kind: 'client';
  readonly library: Library;
  readonly client: Client;
  /** As imported: '@aws-sdk/client-s3'. */
  readonly packageName: string;
  /** Export that made it or type that names it: 'S3Client'. */
  readonly exportName: string;
  /** undefined: known by its type or an injection only. */
  readonly creation: CreationSite | undefined;
  /** Members since the client, called ones with `()`: ['multi()', 'set()', 'exec']. */
  readonly members: readonly string[];
  /** What a wrapper around the whole client gives each of its calls. */
  readonly guards?: readonly Given[];
}

/** What an expression stands for. */
export type Origin =
  | ClientOrigin
  /** An export of an npm package; `default` and `*` dropped from the path. */
  | { readonly kind: 'export'; readonly package: string; readonly path: readonly string[] }
  | { readonly kind: 'global'; readonly path: readonly string[] }
  | { readonly kind: 'function'; readonly fn: FunctionModel; readonly module: ModuleModel }
  | { readonly kind: 'class'; readonly cls: ClassModel; readonly module: ModuleModel }
  /** Of a local class; `made`: the `new` that made it, where one is seen. */
  | { readonly kind: 'instance'; readonly cls: ClassModel; readonly module: ModuleModel; readonly made: LocatedCall | undefined }
  | { readonly kind: 'object'; readonly object: ObjectValue; readonly module: ModuleModel }
  | { readonly kind: 'namespace'; readonly module: ModuleModel }
  /** Known by an object type or interface only. */
  | { readonly kind: 'shape'; readonly type: TypeModel; readonly module: ModuleModel }
  /** An interface or alias, by its name. */
  | { readonly kind: 'type'; readonly type: TypeModel; readonly module: ModuleModel }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null | undefined }
  /** What a call of `of` answers, where nothing more is known, and members of that: `new AbortController().signal`. */
  | { readonly kind: 'result'; readonly of: Origin; readonly call: CallValue; readonly module: ModuleModel; readonly members: readonly string[] }
  | { readonly kind: 'parameter'; readonly name: string; readonly fn: FunctionModel; readonly index: number }
  | { readonly kind: 'unknown'; readonly why: string };

export const isClient = (origin: Origin): origin is ClientOrigin => origin.kind === 'client';
