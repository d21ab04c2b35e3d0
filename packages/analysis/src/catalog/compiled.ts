/** A library's data with its patterns made ready to match. */
import { compilePath, type PathMatcher } from './paths.js';
import type { CallPattern, Client, ClientlessCalls, Library, Maker } from './schema.js';

export interface CompiledLibrary {
  readonly library: Library;
  readonly functions: readonly { readonly facts: ClientlessCalls; readonly matches: PathMatcher }[];
  readonly clients: readonly CompiledClient[];
}

export interface CompiledClient {
  readonly client: Client;
  readonly makers: readonly { readonly maker: Maker; readonly matches: PathMatcher }[];
  readonly calls: readonly { readonly pattern: CallPattern; readonly matches: PathMatcher }[];
  readonly isLocal: PathMatcher;
  readonly isSelf: PathMatcher;
  readonly isType: PathMatcher;
  readonly isBase: PathMatcher;
}

export function compileLibrary(library: Library): CompiledLibrary {
  return {
    library,
    functions: library.functions.map((facts) => ({ facts, matches: compilePath(facts.path) })),
    clients: library.clients.map(compileClient),
  };
}

export function compileClient(client: Client): CompiledClient {
  return {
    client,
    makers: client.makers.map((maker) => ({ maker, matches: compilePath(maker.path) })),
    calls: client.calls.map((pattern) => ({ pattern, matches: compilePath(pattern.path) })),
    isLocal: anyOf(client.local),
    isSelf: anyOf(client.self),
    isType: anyOf(client.types),
    isBase: anyOf(client.bases ?? []),
  };
}

function anyOf(patterns: readonly string[]): PathMatcher {
  const matchers = patterns.map(compilePath);
  return (path) => matchers.some((matches) => matches(path));
}
