import type { Attributes } from '@opentelemetry/api';
import { nameOf } from '../error-name.js';
import type { Messages } from '../telemetry/channels.js';

/**
 * What of each message a metric is told apart by: what has few values. Never a key of an item, a number or an error,
 * of which a metric would keep each value for ever.
 */
const dimensions: { readonly [Event in keyof Messages]: readonly (keyof Messages[Event])[] } = {
  'timeout:timed-out': ['name'],
  'retry:scheduled': ['name'],
  'retry:budget-exhausted': ['name'],
  'hedge:started': ['name'],
  'hedge:won': ['name'],
  'fallback:source-failed': ['name', 'source'],
  'fallback:used': ['name', 'source', 'stale', 'exercised'],
  'circuit-breaker:state-changed': ['name', 'from', 'to'],
  'circuit-breaker:rejected': ['name'],
  'bulkhead:rejected': ['name'],
  'cache:miss-on-error': ['name', 'method'],
  'cache:stale-on-error': ['name'],
  'response:part-missing': ['name', 'part', 'reason'],
  'health:level-changed': ['name', 'from', 'to', 'byHand'],
  'queue:rejected': ['name', 'item', 'reason'],
  'queue:completed': ['name', 'item'],
  'queue:attempt-failed': ['name', 'item'],
  'queue:dead': ['name', 'item'],
  'queue:store-failed': ['name', 'operation'],
};

/** Every channel. */
export const events: readonly (keyof Messages)[] = /* @__PURE__ */ Object.keys(dimensions).filter(isEvent);

/** Tells measurements apart. */
export function dimensionsOf<Event extends keyof Messages>(event: Event, message: Messages[Event]): Attributes {
  return { ...attributesOf(dimensions[event].map((key) => [String(key), message[key]])), ...errorTypeOf(message) };
}

/** Tells one event of a span from another. Says of an error only what kind it is: its text may hold keys and values. */
export function detailsOf(message: object): Attributes {
  return { ...attributesOf(Object.entries(message)), ...errorTypeOf(message) };
}

function attributesOf(entries: readonly (readonly [string, unknown])[]): Attributes {
  const attributes: Attributes = {};
  for (const [key, value] of entries) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') attributes[`failsoft.${snakeCase(key)}`] = value;
  }
  return attributes;
}

function errorTypeOf(message: object): Attributes {
  const error: unknown = 'error' in message ? message.error : undefined;
  const name = nameOf(error);
  return error === undefined ? {} : { 'error.type': typeof name === 'string' ? name : '_OTHER' };
}

/** As OpenTelemetry writes names: `failsoft.circuit_breaker.state_changed`. */
export function otelName(event: keyof Messages): string {
  return `failsoft.${event.replace(':', '.').replaceAll('-', '_')}`;
}

function snakeCase(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isEvent(name: string): name is keyof Messages {
  return name in dimensions;
}
