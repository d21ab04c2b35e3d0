import type { Client, ClientlessCalls, Library } from '../packages/analysis/src/catalog/schema.js';

export function functionOf(library: Library, path: string): ClientlessCalls {
  const found = library.functions.find((facts) => facts.path === path);
  if (found === undefined) throw new Error(`${library.name} has no functions at ${path}`);
  return found;
}

export function clientOf(library: Library, name: string): Client {
  const found = library.clients.find((client) => client.name === name);
  if (found === undefined) throw new Error(`${library.name} has no client named ${name}`);
  return found;
}
