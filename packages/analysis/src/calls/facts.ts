/** What the analysis says of one file: the facts that rules filter and rewrites start from. */
import type { Audience } from '../audience/kinds.js';
import type { CallPattern, Client, ClientlessCalls, DefaultBound, Effect, Insertion, Library, Maker, Weakness } from '../catalog/schema.js';
import type { CatchModel, FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, ObjectValue, Range, Value } from '../module/value.js';
import type { ClientOrigin, CreationSite } from '../resolve/origin.js';

/** A place in some file of the workspace. */
export interface Place {
  /** Absolute path. */
  readonly path: string;
  readonly range: Range;
  /** 1-based. */
  readonly line: number;
}

/** A protection that is there. */
export interface Present {
  readonly verdict: 'present';
  readonly reason: string;
  readonly where: Place | undefined;
  /** Of what bounds a whole run, a call only if that would wait for longer. */
  readonly withinMs?: number;
  /** What ends an attempt: after so many milliseconds, where that is known. */
  readonly limitMs?: number;
}

/** Three values: `unknown` is silent unless asked for. `reason` is a sentence without a final full stop. */
export type Evidence =
  | Present
  | { readonly verdict: 'missing'; readonly reason: string }
  | { readonly verdict: 'unknown'; readonly reason: string };

/** An option that looks like a timeout and does not bound a silent peer. */
export interface Trap {
  readonly module: ModuleModel;
  /** The call or creation that carries it. */
  readonly holder: CallValue;
  readonly range: Range;
  /** As written: `statement_timeout`, `timeout: 0`. */
  readonly option: string;
  readonly kind: Weakness['kind'] | 'disabled' | 'reused-signal' | 'overflow' | 'unit' | 'leaking-race';
  readonly why: string;
}

/** A platform calls the function that something runs in, and ends it in the end. */
export interface PlatformEnd {
  /** Milliseconds; undefined where the deployment says it, not the code. */
  readonly afterMs: number | undefined;
}

export interface CreatedClient {
  readonly library: Library;
  readonly client: Client;
  readonly module: ModuleModel;
  /** The `new X()`, factory call or `super(…)`; undefined for a subclass without a constructor. */
  readonly creation: CallValue | undefined;
  /** Says at which argument the options may stand. */
  readonly maker: Maker;
  /** What a finding underlines: the callee of the creation, or the subclass's `extends`. */
  readonly range: Range;
  /** Package name as imported here: '@aws-sdk/client-s3'. */
  readonly packageName: string;
  /** Installed or declared version of that package, if known. */
  readonly version: string | undefined;
  readonly timeout: Evidence;
  readonly traps: readonly Trap[];
  /** Options that would bound it and are not set, by their names in the catalogue. */
  readonly lacks: readonly string[];
  readonly errorListener: Evidence;
  /** Texts of its facts that fit how it is made; the version is not looked at. Computed when asked. */
  readonly insertions: readonly Insertion[];
  /** The options object literal, where one stands in the creation itself. */
  readonly optionsLiteral: ObjectValue | undefined;
  /** The client inside that decides about timeouts (the Pool of a PrismaPg): the finding stands there. */
  readonly configuredBy: CreatedClient | undefined;
  /** Each call of it stands in a wrapper that bounds it, so that nothing is missing. Computed when asked. */
  readonly isGuarded: boolean;
  /** Blocking commands are sent on it, or a queue consumer uses it: a command timeout would break those. Computed when asked. */
  readonly blocking: boolean;
  /** What ends its wait where no option does. Computed when asked. */
  readonly defaultBound: DefaultBound;
  /** Undefined where no platform is known to end the function that it runs in. Computed when asked. */
  readonly platformEnd: PlatformEnd | undefined;
  readonly origin: ClientOrigin;
  readonly site: CreationSite;
}

export interface ExternalCall {
  readonly library: Library;
  readonly module: ModuleModel;
  readonly call: CallValue;
  /** Source text of the callee. */
  readonly calleeText: string;
  readonly effect: Effect;
  readonly target:
    | { readonly kind: 'function'; readonly facts: ClientlessCalls; readonly version: string | undefined }
    | {
        readonly kind: 'client';
        readonly client: Client;
        readonly pattern: CallPattern;
        /** Where its client may have been made; empty where that is not seen. */
        readonly creations: readonly CreatedClient[];
        readonly origin: ClientOrigin;
      };
  readonly timeout: Evidence;
  /** In its own options. */
  readonly traps: readonly Trap[];
  readonly errorHandling: Evidence;
  readonly circuitBreaker: Evidence;
  /** What ends its wait where no option does. Computed when asked. */
  readonly defaultBound: DefaultBound;
  /** Undefined where no platform is known to end the function that it runs in. Computed when asked. */
  readonly platformEnd: PlatformEnd | undefined;
}

/** A trap, and whose it is. */
export interface IneffectiveTimeout extends Trap {
  readonly library: Library;
  readonly subject: { readonly kind: 'call'; readonly of: ExternalCall } | { readonly kind: 'client'; readonly of: CreatedClient };
}

export interface SilentCatch {
  readonly module: ModuleModel;
  /** A clause, or the handler function of `.catch(…)`. */
  readonly handler:
    { readonly kind: 'clause'; readonly clause: CatchModel } | { readonly kind: 'function'; readonly fn: FunctionModel; readonly call: CallValue };
  /** The external calls whose failure is lost. */
  readonly calls: readonly ExternalCall[];
  /** It leaves: nothing, a neutral value, or a specific failure code. */
  readonly leaves: 'nothing' | 'neutral' | 'code';
  readonly hasComment: boolean;
  /** All that is lost is that a token or the like does not hold, or that what is asked for its health has none: the failure is an answer. */
  readonly isAnswer: boolean;
}

export interface CacheUse {
  /** The library's call; or a call of the project's own wrapper of it, with the facts of the call inside. */
  readonly call: ExternalCall;
  /** The wrapper, where one is called. */
  readonly via: FunctionModel | undefined;
  /** 'read' or 'write' of a cache whose failure fails the caller. */
  readonly effect: 'read' | 'write';
  readonly awaited: boolean;
  /** The result is not used. */
  readonly discarded: boolean;
}

/** A call to another system that is started for every item of a collection at once, however many there are. */
export interface FanOut {
  readonly module: ModuleModel;
  /** `Promise.all(…)`. */
  readonly call: CallValue;
  readonly method: 'all' | 'allSettled';
  /** What each item starts, in whichever file. */
  readonly external: Pick<ExternalCall, 'library' | 'calleeText'>;
  /** The `items.map(callback)` that is its argument; undefined for other forms. */
  readonly mapping: { readonly call: CallValue; readonly items: Value; readonly callback: Value } | undefined;
}

/** What a circuit breaker would be named after, and how many it must tell apart. */
export type BreakerSubject =
  /** One host, by its name in kebab case: 'stripe', 'payments'. */
  | { readonly kind: 'host'; readonly name: string }
  /** One client, or what a library's functions always reach. */
  | { readonly kind: 'dependency'; readonly library: Library; readonly creation: CreatedClient | undefined }
  /** Hosts that only running code knows; `base` is the part of the first call's URL that says which. */
  | { readonly kind: 'hosts'; readonly base: Value };

/** Calls of one client or host, in one file, that no circuit breaker guards. */
export interface BreakerNeed {
  readonly module: ModuleModel;
  readonly subject: BreakerSubject;
  /** In source order. */
  readonly calls: readonly [ExternalCall, ...ExternalCall[]];
}

export interface FileFacts {
  readonly module: ModuleModel;
  readonly audience: Audience;
  readonly calls: readonly ExternalCall[];
  readonly clients: readonly CreatedClient[];
  readonly ineffective: readonly IneffectiveTimeout[];
  readonly silentCatches: readonly SilentCatch[];
  readonly cacheUses: readonly CacheUse[];
  /** Computed when asked. */
  readonly fanOuts: readonly FanOut[];
  /** Computed when asked. */
  readonly breakerNeeds: readonly BreakerNeed[];
  /** Absolute paths of the files whose content these facts depend on. */
  readonly dependsOn: ReadonlySet<string>;
}
