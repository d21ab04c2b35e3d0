import type { PartWarning } from '../response/part-warning.js';

/**
 * Headers of an answer that goes without some of its parts: `failsoft-degraded`, a list as of RFC 9651, for clients and
 * for access logs, and `cache-control: no-store`, so that no cache keeps such an answer when all is well again.
 *
 * @returns None if nothing is missing.
 *
 * @example
 * ```ts
 * import { partialResponse } from '@failsoft/runtime';
 * import { degradedHeaders } from '@failsoft/runtime/http';
 * import assert from 'node:assert/strict';
 *
 * const page = await partialResponse({ logger: { warn: () => {} } })
 *   .part('reviews', () => Promise.reject(new Error('down')), { fallback: [] })
 *   .gather();
 *
 * const response = Response.json(page, { headers: degradedHeaders(page) });
 * assert.equal(response.headers.get('failsoft-degraded'), '"reviews";reason=failed');
 * ```
 */
export function degradedHeaders({ warnings }: { readonly warnings: readonly PartWarning[] }): Record<string, string> {
  if (warnings.length === 0) return {};
  const parts = warnings.map(({ part, reason }) => `"${headerText(part)}";reason=${reason}`);
  return { 'failsoft-degraded': parts.join(', '), 'cache-control': 'no-store' };
}

/** A string of a structured header: printable ASCII, with quotes and backslashes escaped. */
function headerText(text: string): string {
  return text.replaceAll(/[^ -~]/g, '?').replaceAll(/["\\]/g, '\\$&');
}
