/** Makes the answer of a miss from the arguments of the call, anew for each call. */
export type Miss = (args: readonly unknown[]) => unknown;

/** The misses of a library by method, in lower case. */
export type Misses = ReadonlyMap<string, Miss>;

export const nullAnswer: Miss = () => null;
export const undefinedAnswer: Miss = () => undefined;
export const no: Miss = () => false;
export const zero: Miss = () => 0;
export const emptyList: Miss = () => [];
export const emptyObject: Miss = () => ({});
export const emptySet: Miss = () => new Set();
export const firstArgument: Miss = (args) => args[0];
export const secondArgument: Miss = (args) => args[1];

/** `SRANDMEMBER key` answers with one member or null, `SRANDMEMBER key count` with a list. */
export const nullOrEmptyList: Miss = (args) => (isName(args[1]) ? [] : null);

/** For each name from argument `first` on, whether they are listed or in an array: `mget('a', 'b')`, `mget(['a', 'b'])`. */
export function perName(first: number, answer: unknown): Miss {
  return (args) => args.slice(first).flat().filter(isName).map(() => answer);
}

/** For each item of the first argument; as `single` if that is no array. */
export function perItem(answer: unknown, single?: Miss): Miss {
  return (args) => (Array.isArray(args[0]) ? args[0].map(() => answer) : single?.(args));
}

/** A key, field or member, or a count; options and callbacks stand among them in some libraries. */
function isName(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || ArrayBuffer.isView(value);
}
