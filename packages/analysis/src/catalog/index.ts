/** The libraries that are known. */
import { fetch } from './http/fetch.js';
import { undici } from './http/undici.js';
import type { Library } from './schema.js';

export const libraries: readonly Library[] = [fetch, undici];
