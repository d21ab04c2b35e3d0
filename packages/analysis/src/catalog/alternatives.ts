/** Long lists of names, legible: oneOf('get mget hget') is 'get|mget|hget', the alternatives of one segment of a path. */
export function oneOf(names: string): string {
  return [...new Set(names.trim().split(/\s+/))].join('|');
}
