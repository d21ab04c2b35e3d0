/** Exported functions that a module's text declares where anybody can see it: to know them for what they are, it need not be parsed. */

/** After the name of a constant: `= async (id) =>`, `= (id: string): Promise<User> =>`. */
const isFunction = /\s=\s+(?:async\b|\([^()]*\)\s*(?::[^=;{}]+)?=>)/y;

/** False says nothing: it may be declared in another way. */
export function declaresFunction(text: string, name: string): boolean {
  if (declares(text, `export function ${name}`) !== undefined || declares(text, `export async function ${name}`) !== undefined) return true;
  const end = declares(text, `export const ${name}`);
  if (end === undefined) return false;
  isFunction.lastIndex = end;
  return isFunction.test(text);
}

/** Where a declaration ends that begins a line with these words. */
function declares(text: string, words: string): number | undefined {
  const at = text.indexOf(words);
  if (at < 0 || (at > 0 && text[at - 1] !== '\n')) return undefined;
  const end = at + words.length;
  return /[\w$]/.test(text.charAt(end)) ? undefined : end;
}
