/** Long patterns, legible: what matches wherever one of these does. They share their flags. */
export function anyOf(first: RegExp, ...others: readonly RegExp[]): RegExp {
  const other = others.find(({ flags }) => flags !== first.flags);
  if (other !== undefined) throw new Error(`Cannot join patterns: ${String(first)} and ${String(other)} differ in their flags.`);
  return new RegExp([first, ...others].map(({ source }) => source).join('|'), first.flags);
}
