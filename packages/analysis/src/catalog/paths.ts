/** Patterns over export paths and members: 'get|head', '*.findMany', 'multi().**.exec', '*Client'. */

/** Whether a path, called members with `()`, is one that the pattern means. */
export type PathMatcher = (segments: readonly string[]) => boolean;

/** Stands after every segment, so that no wildcard reaches over one. */
const end = '\n';

const compiled = new Map<string, PathMatcher>();

/**
 * `*` is one segment that is not called, `**` any number of any, `|` separates alternatives of a segment, `name()` is
 * called in the chain, and `*` within a name is any text. '' is the empty path.
 */
export function compilePath(pattern: string): PathMatcher {
  let matcher = compiled.get(pattern);
  if (matcher === undefined) compiled.set(pattern, (matcher = compile(pattern)));
  return matcher;
}

function compile(pattern: string): PathMatcher {
  const segments = pattern === '' ? [] : pattern.split('.');
  const expression = new RegExp(`^${segments.map(segmentSource).join('')}$`);
  return (path) => expression.test(path.map((segment) => segment + end).join(''));
}

function segmentSource(segment: string): string {
  if (segment === '**') return `(?:[^${end}]*${end})*`;
  return `(?:${segment.split('|').map(nameSource).join('|')})${end}`;
}

function nameSource(name: string): string {
  return name.replace(/[$()*]/g, (character) => (character === '*' ? `[^${end}()]+` : `\\${character}`));
}
