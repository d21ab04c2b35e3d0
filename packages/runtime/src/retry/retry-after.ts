import type { Outcome } from '../circuit-breaker/verdict.js';
import { hasMethods, isObject, read } from '../shapes.js';

/**
 * How long the dependency asks to be left alone, in milliseconds; 0 if it does not ask. It says so in a header of its
 * answer (of `fetch`, axios, got, undici, the AWS SDK), or its client does in a property of the error.
 */
export function retryAfterMs({ error, value }: Outcome): number {
  const told = error ?? value;
  for (const holder of [told, read(told, 'response'), read(told, '$response')]) {
    const headers = read(holder, 'headers');
    const asked = header(headers, 'retry-after');
    const ms = milliseconds(read(holder, 'retryAfterMs') ?? header(headers, 'retry-after-ms'))
      || milliseconds(read(holder, 'retryAfterSeconds') ?? asked, 1_000)
      // The clock that the date is of is the server's, so its own `Date` is what to reckon from.
      || timeOf(asked) - (timeOf(header(headers, 'date')) || Date.now());
    if (ms > 0) return ms;
  }
  return 0;
}

function milliseconds(count: unknown, unitMs = 1): number {
  const isCount = typeof count === 'number' || (typeof count === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(count));
  return isCount ? Number(count) * unitMs : NaN;
}

/** Dates of HTTP end like this; `Date.parse` takes much else for a date. */
function timeOf(date: unknown): number {
  return typeof date === 'string' && / GMT\s*$/.test(date) ? Date.parse(date) : NaN;
}

/** Of `Headers` and the like, or of a record, whose names may be in any case. */
function header(headers: unknown, name: string): unknown {
  if (hasMethods(headers, 'get')) return headers.get(name);
  return isObject(headers) ? Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] : undefined;
}
