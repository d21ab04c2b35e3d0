/** `settings.failsoft` of an ESLint configuration: plain JSON, checked here so that a mistake is named once and clearly. */
import type { DependencyKind } from './catalog/schema.js';

type Timeouts = Readonly<Record<DependencyKind | 'connect', number>>;

/** Validated, with defaults filled in. */
export interface Settings {
  /** Milliseconds that rewrites insert. */
  readonly timeouts: Timeouts;
  /** A library default above it (ms per attempt) counts as missing. */
  readonly maxTimeout: number;
  /** Specifier that rewritten code imports the runtime from. */
  readonly runtime: string;
  /** Module that exports `timeouts`; rewrites then insert `timeouts.http`. */
  readonly policies: string | undefined;
  readonly logger: { readonly from: string; readonly name: string } | undefined;
  /** Workspace root; undefined: found by looking upwards. */
  readonly root: string | undefined;
}

export const defaultSettings: Settings = {
  timeouts: {
    http: 5_000,
    connect: 2_000,
    database: 5_000,
    cache: 1_000,
    queue: 5_000,
    mail: 10_000,
    rpc: 5_000,
    sdk: 10_000,
    ai: 120_000,
    file: 5_000,
    socket: 5_000,
  },
  maxTimeout: 120_000,
  runtime: '@failsoft/runtime',
  policies: undefined,
  logger: undefined,
  root: undefined,
};

/** A setting that is not known or has a wrong value; the message names it, what was given and what was expected. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** @throws {SettingsError} naming the first wrong setting. */
export function readSettings(given: unknown): Settings {
  if (given === undefined) return defaultSettings;
  const settings = requireRecord('', given);
  requireKeys('', settings, ['timeouts', 'maxTimeout', 'runtime', 'policies', 'logger', 'root']);
  return {
    timeouts: readTimeouts(settings['timeouts']),
    maxTimeout: optional(settings['maxTimeout'], (value) => requireMs('maxTimeout', value)) ?? defaultSettings.maxTimeout,
    runtime: optional(settings['runtime'], (value) => requireText('runtime', value)) ?? defaultSettings.runtime,
    policies: optional(settings['policies'], (value) => requireText('policies', value)),
    logger: optional(settings['logger'], readLogger),
    root: optional(settings['root'], (value) => requireText('root', value)),
  };
}

function readTimeouts(given: unknown): Timeouts {
  if (given === undefined) return defaultSettings.timeouts;
  const timeouts = requireRecord('timeouts', given);
  requireKeys('timeouts', timeouts, Object.keys(defaultSettings.timeouts));
  const read = (kind: keyof Timeouts): number => optional(timeouts[kind], (value) => requireMs(`timeouts.${kind}`, value)) ?? defaultSettings.timeouts[kind];
  return {
    http: read('http'),
    connect: read('connect'),
    database: read('database'),
    cache: read('cache'),
    queue: read('queue'),
    mail: read('mail'),
    rpc: read('rpc'),
    sdk: read('sdk'),
    ai: read('ai'),
    file: read('file'),
    socket: read('socket'),
  };
}

function readLogger(given: unknown): { readonly from: string; readonly name: string } {
  const logger = requireRecord('logger', given);
  requireKeys('logger', logger, ['from', 'name']);
  return { from: requireText('logger.from', logger['from']), name: requireText('logger.name', logger['name']) };
}

function optional<Value>(given: unknown, read: (value: unknown) => Value): Value | undefined {
  return given === undefined ? undefined : read(given);
}

function requireRecord(path: string, value: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw wrong(path, 'an object', value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function requireKeys(path: string, record: Readonly<Record<string, unknown>>, known: readonly string[]): void {
  const unknown = Object.keys(record).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new SettingsError(`unknown setting \`${name(path === '' ? unknown : `${path}.${unknown}`)}\`: expected one of ${known.join(', ')}`);
}

function requireMs(path: string, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value;
  throw wrong(path, 'a positive number of milliseconds', value);
}

function requireText(path: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw wrong(path, 'a string that is not empty', value);
}

function wrong(path: string, expected: string, received: unknown): SettingsError {
  return new SettingsError(`wrong setting \`${name(path)}\`: expected ${expected}, received ${typeof received === 'function' ? 'a function' : JSON.stringify(received)}`);
}

function name(path: string): string {
  return path === '' ? 'settings.failsoft' : `settings.failsoft.${path}`;
}
