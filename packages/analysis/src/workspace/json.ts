/** JSON as people write it in configuration: comments and trailing commas allowed; every value is checked before use. */

export type JsonObject = Readonly<Record<string, unknown>>;

const stringOrComment = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const stringOrTrailingComma = /"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g;

/** Undefined for text that is no JSON. */
export function parseJson(text: string): unknown {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return parse(plain) ?? parse(plain.replace(stringOrComment, onlyStrings).replace(stringOrTrailingComma, onlyStrings));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function onlyStrings(match: string): string {
  return match.startsWith('"') ? match : '';
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The entries of an object whose values are strings. */
export function stringEntries(value: unknown): readonly (readonly [string, string])[] {
  return Object.entries(objectOf(value)).flatMap(([key, item]) => (typeof item === 'string' ? [[key, item] as const] : []));
}
