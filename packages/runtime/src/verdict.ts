import { isObject } from './shapes.js';

/** How a call ended: with what it threw, or with what it answered. */
export type Outcome =
  | { readonly error: unknown; readonly value?: undefined }
  | { readonly error?: undefined; readonly value: unknown };

/** Whether a call says that the dependency is failing; `'ignored'` if it says nothing of it. */
export type Verdict = boolean | 'ignored';

/** Errors of the caller's own side: an abort (`CanceledError` is axios's), and calls that were never made. */
const ownErrors: readonly unknown[] = ['AbortError', 'CanceledError', 'CircuitOpenError', 'BulkheadFullError'];

/** What client libraries call the status of an HTTP answer, in the error, its `response` or its `$metadata`. */
const statusNames = ['status', 'statusCode', 'httpStatusCode'];

/**
 * The default verdict. A 5xx and a 429 are failures, other 4xx are ignored, whether thrown or answered; so is an abort
 * by the caller. Whatever else is thrown is a failure, whatever else is answered a success.
 */
export function verdictOf(outcome: Outcome): Verdict {
  const { error, value } = outcome;
  if (!('error' in outcome)) return isResponse(value) && (verdictOfStatus(read(value, 'status')) ?? false);
  if (ownErrors.includes(read(error, 'name'))) return 'ignored';
  return verdictOfStatus(statusOf(error)) ?? true;
}

function statusOf(error: unknown): unknown {
  for (const holder of [error, read(error, 'response'), read(error, '$metadata')]) {
    for (const name of statusNames) {
      const status = read(holder, name);
      if (typeof status === 'number') return status;
    }
  }
  return undefined;
}

function verdictOfStatus(status: unknown): Verdict | undefined {
  if (typeof status !== 'number' || status < 400) return undefined;
  return status >= 500 || status === 429 || 'ignored';
}

/** Of `fetch`, axios, node-fetch: a record with a `status` is no answer of HTTP yet. */
function isResponse(value: unknown): boolean {
  return typeof read(value, 'ok') === 'boolean' || isObject(read(value, 'headers'));
}

function read(value: unknown, property: string): unknown {
  return isObject(value) ? Reflect.get(value, property) : undefined;
}
