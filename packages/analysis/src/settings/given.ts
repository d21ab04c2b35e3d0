/** What users write in `settings.failsoft`: the catalogue's schema with defaults. `schema.ts` says the same as JSON Schema. */
import type { DependencyKind, Effect, ErrorEvent, Failures, InsertedProperty, OptionCondition, OptionPlace, Weakness } from '../catalog/schema.js';
import type { Construct } from '../protections/schema.js';

export interface GivenSettings {
  readonly timeouts?: Readonly<Partial<Record<DependencyKind | 'connect', number>>>;
  readonly maxTimeout?: number;
  readonly runtime?: string;
  readonly policies?: string;
  readonly logger?: { readonly from: string; readonly name: string };
  readonly root?: string;
  readonly clients?: readonly GivenLibrary[];
  readonly protections?: readonly GivenProtection[];
}

export interface GivenLibrary {
  readonly name: string;
  readonly dependency?: string;
  readonly kind: DependencyKind;
  readonly packages: readonly string[];
  readonly overHttp?: true;
  readonly functions?: readonly GivenFunctions[];
  readonly clients?: readonly GivenClient[];
}

export interface GivenFunctions {
  readonly path: string;
  readonly effect?: Effect;
  readonly timeout?: GivenTimeout;
  readonly failures?: Failures;
  readonly lazy?: true;
}

export interface GivenClient {
  readonly name: string;
  readonly makers: readonly GivenMaker[];
  readonly types?: readonly string[];
  readonly calls: readonly GivenCall[];
  readonly local?: readonly string[];
  readonly self?: readonly string[];
  readonly timeout?: GivenTimeout;
  readonly errorEvent?: GivenErrorEvent;
  readonly failures?: Failures;
  readonly role?: 'cache' | 'store' | 'other';
  readonly reported?: 'creation' | 'call' | 'nowhere';
}

export interface GivenMaker {
  readonly path: string;
  readonly by: 'new' | 'call';
  readonly optionsAt?: readonly number[];
  readonly urlAt?: number;
  readonly urlIn?: readonly string[];
  readonly notWith?: readonly OptionCondition[];
  readonly configured?: 'elsewhere';
  readonly promised?: true;
  readonly inner?: { readonly argument: number; readonly property?: string };
}

export interface GivenCall {
  readonly path: string;
  readonly effect?: Effect;
  readonly miss?: 'null' | 'undefined' | '[]' | '{}' | '0' | 'false';
  readonly store?: boolean;
  readonly lazy?: true;
  readonly failures?: Failures;
}

export interface GivenTimeout {
  readonly options?: Readonly<Record<string, GivenOption>>;
  readonly sufficient?: readonly (readonly string[])[];
  readonly default?: { readonly ms: number | null; readonly phrase?: string };
  readonly insertions?: readonly GivenInsertion[];
  readonly remedy?: string;
}

export interface GivenOption {
  readonly place: OptionPlace;
  readonly versions?: string;
  readonly unit?: 'ms' | 's';
  readonly disabled?: readonly (number | boolean | null)[];
  readonly isSignal?: boolean;
  readonly isCustom?: boolean;
  readonly mustBe?: boolean;
  readonly weakness?: Weakness;
}

export interface GivenInsertion {
  readonly versions?: string;
  readonly at?: { readonly place: 'client' } | { readonly place: 'call'; readonly argument: number };
  readonly properties: readonly InsertedProperty[];
}

export type GivenErrorEvent =
  | { readonly unheard: 'none' }
  | { readonly unheard: Exclude<ErrorEvent['unheard'], 'none'>; readonly when?: string; readonly logMessage?: string };

export interface GivenProtection {
  readonly name: string;
  readonly packages: readonly string[];
  readonly constructs: readonly Construct[];
}
