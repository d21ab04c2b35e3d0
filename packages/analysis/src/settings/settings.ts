/** `settings.failsoft` of an ESLint configuration: plain JSON, checked here so that a mistake is named once and clearly. */
import type { Library } from '../catalog/schema.js';
import type { Protection } from '../protections/schema.js';
import { defaultTimeouts, type Timeouts } from './timeouts.js';
import { libraryOf } from './user-library.js';
import { checkSettings } from './validation.js';

/** Validated, with defaults filled in. */
export interface Settings {
  /** Milliseconds that rewrites insert. */
  readonly timeouts: Timeouts;
  /** A library default above it (ms per attempt) counts as missing. */
  readonly maxTimeout: number;
  /** Specifier that rewritten code imports the runtime from; undefined: the copy that the project has, else the package. */
  readonly runtime: string | undefined;
  /** Module that exports `timeouts`; rewrites then insert `timeouts.http`. */
  readonly policies: string | undefined;
  readonly logger: { readonly from: string; readonly name: string } | undefined;
  /** Workspace root; undefined: found by looking upwards. */
  readonly root: string | undefined;
  /** The user's own libraries, which stand before those of the catalogue. */
  readonly clients: readonly Library[];
  /** The user's own protections. */
  readonly protections: readonly Protection[];
}

export const defaultSettings: Settings = {
  timeouts: defaultTimeouts,
  maxTimeout: 120_000,
  runtime: undefined,
  policies: undefined,
  logger: undefined,
  root: undefined,
  clients: [],
  protections: [],
};

/** @throws {SettingsError} naming the first wrong setting. */
export function readSettings(given: unknown): Settings {
  if (given === undefined) return defaultSettings;
  checkSettings(given);
  const { timeouts, clients = [], protections = [], ...rest } = given;
  return { ...defaultSettings, ...rest, timeouts: { ...defaultTimeouts, ...timeouts }, clients: clients.map(libraryOf), protections };
}
