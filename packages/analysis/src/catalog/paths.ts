/** Patterns over export paths and members: 'get|head', '*.findMany', 'multi().**.exec', '*Client'. */

/** Whether a path, called members with `()`, is one that the pattern means. */
export type PathMatcher = (segments: readonly string[]) => boolean;

/** Matches one segment; `rest` stands for `**`. */
type SegmentMatcher = ((segment: string) => boolean) | 'rest';

const compiled = new Map<string, PathMatcher>();

/**
 * `*` is one segment that is not called, `**` any number of any, `|` separates alternatives of a segment, `name()` is
 * called in the chain, and `*` within a name is any text. '' is the empty path.
 */
export function compilePath(pattern: string): PathMatcher {
  let matcher = compiled.get(pattern);
  if (matcher === undefined) compiled.set(pattern, (matcher = compiledWhenAsked(pattern)));
  return matcher;
}

/** Most patterns are never asked for: a project uses few libraries. */
function compiledWhenAsked(pattern: string): PathMatcher {
  let matches: PathMatcher | undefined;
  return (path) => (matches ??= compile(pattern))(path);
}

function compile(pattern: string): PathMatcher {
  const segments = pattern === '' ? [] : pattern.split('.').map(compileSegment);
  if (!segments.includes('rest')) return (path) => path.length === segments.length && matchesFrom(segments, 0, path, 0);
  return (path) => matchesFrom(segments, 0, path, 0);
}

function matchesFrom(segments: readonly SegmentMatcher[], at: number, path: readonly string[], from: number): boolean {
  const matcher = segments[at];
  const segment = path[from];
  if (matcher === undefined) return segment === undefined;
  if (matcher === 'rest') return matchesFrom(segments, at + 1, path, from) || (segment !== undefined && matchesFrom(segments, at, path, from + 1));
  return segment !== undefined && matcher(segment) && matchesFrom(segments, at + 1, path, from + 1);
}

function compileSegment(source: string): SegmentMatcher {
  if (source === '**') return 'rest';
  const alternatives = source.split('|');
  const names = new Set(alternatives.filter((name) => !name.includes('*')));
  const wild = alternatives.filter((name) => name.includes('*'));
  if (wild.length === 0) return (segment) => names.has(segment);
  const expression = anyOfSegments(wild);
  return (segment) => names.has(segment) || expression.test(segment);
}

/** Matches a segment that one of these names with `*` means. */
export function anyOfSegments(names: readonly string[]): RegExp {
  const sources = names.map((name) => name.replace(/[$()*]/g, (character) => (character === '*' ? '[^()]+' : `\\${character}`)));
  return new RegExp(`^(?:${sources.join('|')})$`);
}
