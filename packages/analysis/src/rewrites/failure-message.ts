import type { ExternalCall } from '../calls/facts.js';
import type { DependencyKind } from '../catalog/schema.js';

/** What a call to each kind of dependency is called in a log. */
const NOUNS: Readonly<Record<DependencyKind, string>> = {
  http: 'HTTP request',
  database: 'query',
  cache: 'command',
  queue: 'call',
  mail: 'Sending mail',
  rpc: 'call',
  sdk: 'request',
  ai: 'request',
  file: 'File access',
  socket: 'Socket',
};

/** 'HTTP request failed', 'Redis command failed': the same text for every call to a dependency. */
export function failureMessage({ effect, library }: ExternalCall): string {
  const noun = NOUNS[library.kind];
  if (effect === 'connect') return `Connecting to ${library.dependency} failed`;
  const text = `${/^[A-Z]/.test(noun) ? noun : `${library.dependency} ${noun}`} failed`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
