import type { Range } from './value.js';

/** A TypeScript type, as far as it can name a client. */
export type TypeModel =
  /** `Redis`, `Prisma.TransactionClient`, `typeof fetch` (isTypeof), `Promise<T>`. */
  | {
      readonly kind: 'reference';
      readonly path: readonly string[];
      readonly typeArguments: readonly TypeModel[];
      readonly isTypeof: boolean;
      readonly range: Range;
    }
  /** `{ redis: Redis }` and interfaces; methods are left out. `parents` are an interface's `extends`. */
  | {
      readonly kind: 'object';
      readonly members: ReadonlyMap<string, TypeMember>;
      readonly parents: readonly TypeModel[];
    }
  /** `A | B` (null and undefined are kept) and `A & B`. */
  | { readonly kind: 'union' | 'intersection'; readonly types: readonly TypeModel[] }
  /** `(a: A) => R`. */
  | { readonly kind: 'function'; readonly result: TypeModel | undefined }
  | { readonly kind: 'array'; readonly element: TypeModel }
  /** `string`, `null`, `undefined`, literal types: `name` is the keyword. */
  | { readonly kind: 'keyword'; readonly name: string }
  | { readonly kind: 'other' };

export interface TypeMember {
  readonly type: TypeModel | undefined;
  readonly optional: boolean;
}
