import { read } from './shapes.js';

/** The `name` of an error, which holds across copies of this package, where `instanceof` does not. */
export function nameOf(error: unknown): unknown {
  return read(error, 'name');
}
