import { isObject, read } from '../shapes.js';

/** How a call ended: with what it threw, or with what it answered. */
export type Outcome<Value = unknown> =
  | { readonly error: unknown; readonly value?: undefined }
  | { readonly error?: undefined; readonly value: Value };

/** Whether a call says that the dependency is failing; `'ignored'` if it says nothing of it. */
export type Verdict = boolean | 'ignored';

/** Errors of the caller's own side: an abort (`CanceledError` is axios's), and calls that were never made. */
const ownErrors: readonly unknown[] = ['AbortError', 'CanceledError', 'CircuitOpenError', 'BulkheadFullError'];

/**
 * A query that a database refuses: SQLSTATE classes 22 (data), 23 (constraints) and 42 (the query itself), and what Prisma makes
 * of them. Not 42000, which MySQL also gives to a user with too many connections, nor P2010 and P2024, which may be the database.
 */
const refusedQuery = /^(2[23][\dA-Z]{3}|42(?!000)[\dA-Z]{3}|P20(0\d|1[1-9]|2[0-35]))$/;

/** What client libraries call the status of an HTTP answer, in the error, its `response` or its `$metadata`. */
const statusNames = ['status', 'statusCode', 'httpStatusCode'];

/**
 * The default verdict. A 5xx and a 429 are failures, other 4xx are ignored, whether thrown or answered; so are an abort
 * by the caller and a query that a database refuses. Whatever else is thrown is a failure, whatever else is answered a success.
 */
export function verdictOf(outcome: Outcome): Verdict {
  const { error, value } = outcome;
  const isThrown = 'error' in outcome;
  if (!isThrown && !isResponse(value)) return false;
  const status = statusOf(error ?? value) ?? 0;
  if (ownErrors.includes(read(error, 'name'))) return 'ignored';
  return status >= 500 || status === 429 || (status >= 400 ? 'ignored' : isThrown);
}

/** The status of HTTP that an error or an answer tells of: 400 for a query that a database refuses, which says the same. */
export function statusOf(result: unknown): number | undefined {
  for (const holder of [result, read(result, 'response'), read(result, '$metadata')]) {
    for (const name of statusNames) {
      const status = read(holder, name);
      if (typeof status === 'number') return status;
    }
  }
  return isRefusedQuery(result) || isRefusedQuery(read(result, 'cause')) ? 400 : undefined;
}

/** `sqlState` is mysql2's; query builders hand an error on as the `cause` of their own. */
function isRefusedQuery(error: unknown): boolean {
  return ['code', 'sqlState'].some((name) => {
    const code = read(error, name);
    return typeof code === 'string' && refusedQuery.test(code);
  });
}

/** Of `fetch`, axios, node-fetch, `request` of undici: a record with a `status` is no answer of HTTP yet. */
function isResponse(value: unknown): boolean {
  return typeof read(value, 'ok') === 'boolean' || isObject(read(value, 'headers'));
}
