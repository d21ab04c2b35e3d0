/**
 * What is known of a library, as data that a reader can check against its manual. One file a library.
 * Paths of exports drop `default` and `*`: '' is the package's main export (`axios`, `Redis` of ioredis by default
 * import), 'Pool' is `import { Pool }`, `pg.Pool` and `require('pg').Pool` alike.
 */

/** What stands at the other end; chooses the number that rewrites insert (`settings.timeouts`). */
export type DependencyKind = 'http' | 'database' | 'cache' | 'queue' | 'mail' | 'rpc' | 'sdk' | 'ai' | 'file' | 'socket';

export interface Library {
  /** As messages call it: 'ioredis', 'fetch'. */
  readonly name: string;
  /** The external system, as messages call it: 'Redis', 'PostgreSQL', 'HTTP peer'. */
  readonly dependency: string;
  readonly kind: DependencyKind;
  /**
   * npm names; a trailing `*` matches the rest of a name: '@aws-sdk/client-*'. A sub-path is a package of its own where a
   * library names it: 'mysql2/promise' is not 'mysql2'. Modules of Node: 'node:http'. Empty for globals.
   */
  readonly packages: readonly string[];
  /** Of queues and mail: each call is a request of its own, over HTTP or gRPC; others write to a connection that they hold. */
  readonly overHttp?: true;
  /** Global names: 'fetch'. */
  readonly globals: readonly string[];
  /** Exports that leave the process by themselves: `axios.get`, `fetch`, `request` of undici. */
  readonly functions: readonly ClientlessCalls[];
  readonly clients: readonly Client[];
  /** Calls or assignments that change what every client of the process does. */
  readonly processWide: readonly ProcessWide[];
  /** Exports of code generated into the project (`PrismaClient`), known by name where the import leads to no file. */
  readonly generatedExports?: readonly string[];
  /** What a file says that holds them, where it is committed. */
  readonly generatedText?: RegExp;
  /**
   * Constructors whose options object stands for the object that they make, in any option of this library:
   * `requestHandler: new NodeHttpHandler({ socketTimeout })` sets `requestHandler.socketTimeout`.
   */
  readonly optionHolders?: readonly OptionHolder[];
  readonly source: readonly string[];
  readonly verified: Verification;
}

export interface OptionHolder {
  readonly packages: readonly string[];
  /** Export path, as in makers. */
  readonly path: string;
  /** Position of its options object. */
  readonly argument: number;
}

/**
 * How a fact is known: run against a real peer, read in the library's source, in its manual, or not at all. What is known
 * from a manual only, or not at all, leaves a missing timeout unknown: no finding rests on it alone.
 */
export type Verification = 'experiment' | 'source' | 'documentation' | 'unverified';

/** A group of exported functions that share their facts. */
export interface ClientlessCalls {
  /** Exports, `|` between alternatives: '', 'get|delete|head'. */
  readonly path: string;
  readonly effect: Effect;
  readonly timeout: TimeoutFacts;
  /** How a failure reaches the caller; absent: 'rejected'. */
  readonly failures?: Failures;
  /** Nothing is sent before what the call answers is awaited, returned, handed on, or sent by one of its methods: `superagent.get(url)`. */
  readonly lazy?: true;
}

/** How a failure reaches the caller: as a rejection or exception, in the callback's first parameter, or in the answer (`{ data, error }`). */
export type Failures = 'rejected' | 'callback' | 'answered';

/** What one call does to the other side. */
export type Effect =
  | 'read'
  | 'write'
  /** Waits on purpose (BLPOP, subscribe): no timeout is asked for. */
  | 'blocking'
  /** Opens a connection. */
  | 'connect'
  /** Closes one: never asked to be bounded. */
  | 'shutdown';

export interface Client {
  /** As messages call it: 'ioredis client', 'pg Pool'. */
  readonly name: string;
  /** What creates one. */
  readonly makers: readonly Maker[];
  /** Last names of exported types that denote one, `*` for any text: 'Redis', 'RedisClientType', '*Client'. */
  readonly types: readonly string[];
  /** Exported classes whose subclasses stand for one, as classes and as instances: `class User extends Model`, `User.findAll()`. */
  readonly bases?: readonly string[];
  /** Methods that leave the process; the first pattern that matches decides. */
  readonly calls: readonly CallPattern[];
  /** Methods and members that do not (matched before `calls`): 'on', 'multi', 'webhooks.**'. */
  readonly local: readonly string[];
  /** Members that are the client itself or another with the same options, called ones with `()`: 'on()', 'duplicate()', 'connection'. */
  readonly self: readonly string[];
  /** Packages that decide about its timeouts where the file that makes it imports them: '@prisma/extension-accelerate'. */
  readonly decidedBy?: readonly string[];
  /** Functions that take the client and do not leave the process: 'getSignedUrl' of '@aws-sdk/s3-request-presigner'. */
  readonly localTakers?: readonly { readonly package: string; readonly path: string }[];
  readonly timeout: TimeoutFacts;
  readonly errorEvent: ErrorEvent;
  /** How a failure of its calls reaches the caller; absent: 'rejected'. */
  readonly failures?: Failures;
  /** A cache or store whose loss callers can survive; 'store' where only a key, binding or module name tells. */
  readonly role: 'cache' | 'store' | 'other';
  /**
   * Where a finding of a missing timeout stands: 'creation' for clients with state, 'call' for configured functions (axios
   * instances are 'creation' too), 'nowhere' for what waits on purpose (a socket) or needs no deadline.
   */
  readonly reported: 'creation' | 'call' | 'nowhere';
}

export interface Maker {
  /** Export path: 'Pool', '' , 'create'; `|` and `*` as in call patterns: '*Client', 'S3|SQS'. */
  readonly path: string;
  readonly by: 'new' | 'call';
  /**
   * Positions at which an options object may stand: [0] for `new Pool(options)`, [0, 1, 2] for
   * `new Redis(port, host, options)`. A string, number or URL at one of them is not the options object.
   */
  readonly optionsAt: readonly number[];
  /** Position of a connection string, where it may carry options as parameters. */
  readonly urlAt?: number;
  /** Options that hold a connection string: 'connectionString', 'datasources.db.url'. */
  readonly urlIn?: readonly string[];
  /**
   * Options that make it something else, which these facts say nothing about: `createTransport({ jsonTransport: true
   * })`, `knex({ client: 'sqlite3' })`.
   */
  readonly notWith?: readonly OptionCondition[];
  /** A first argument, as it is written, with which these facts say nothing: `spawn(process.execPath)`. */
  readonly notGiven?: RegExp;
  /** Options of a factory: `forRootAsync({ useFactory })` answers them from that function, `useClass` from that method of the class. */
  readonly factory?: { readonly function: string; readonly class: string; readonly method: string };
  /**
   * A file of the project whose text makes it something else: `provider = "sqlite"` in Prisma's schema. The nearest counts: `files` are looked for
   * in the folder of the file that makes the client and those above it, first under the path, of a file or a folder, that a file of `namedIn`
   * gives (the strings in the first group).
   */
  readonly notWhere?: {
    readonly files: readonly string[];
    readonly namedIn?: readonly { readonly file: string; readonly by: RegExp }[];
    readonly says: RegExp;
    /** Or the path of the file that makes it. */
    readonly path?: RegExp;
  };
  /** What it makes takes its options from wherever this client is created: `mongoose.model()` from `mongoose.connect()`. */
  readonly configured?: 'elsewhere';
  /**
   * It answers something else, and gives the client to a callback, as its first parameter: the last argument
   * (`createServer((socket) => …)`), or a listener
   * for an event of what it answers (`new WebSocketServer(…).on('connection', (socket) => …)`).
   */
  readonly given?: 'callback' | { readonly event: string };
  /** It answers a promise of the client (`amqp.connect()`). */
  readonly promised?: true;
  /**
   * The maker wraps another client, as this argument or under a property of it (`|` between alternatives; one of a list
   * as well), that decides about timeouts and
   * failures (`new PrismaPg(pool)`, `new PrismaClient({ adapter })`). `isRequired`: with no client inside it stays in
   * the process (`new Keyv()`, a Map).
   */
  readonly inner?: { readonly argument: number; readonly property?: string; readonly isRequired?: true };
}

/** What a client is made with. */
export interface OptionCondition {
  /** An option's path; '' is the connection string at `urlAt`. */
  readonly path: string;
  /** Texts that it may have, `*` for any text: ['sqlite:*']. Absent: set to anything. */
  readonly is?: readonly string[];
  /** Holds where it is not set, too: a connection string may say it as well. */
  readonly orAbsent?: true;
}

export interface CallPattern {
  /**
   * Members from the client to the called method: 'get', '*.findMany', '**.create', 'multi().**.exec'. `*` is one
   * member, `**` any number, `|` alternatives of one segment, `name()` a call in the chain; `*` within a name is any
   * text: '*AndPoll'. '' is the client itself, called. Calls of any name, `*`, are looked for in files that
   * the library is reached from.
   */
  readonly path: string;
  readonly effect: Effect;
  /** Only where the first argument is `new <command>(…)`; `|` and `*` as in a segment of a path: 'ReceiveMessageCommand', 'Get*|List*'. */
  readonly command?: string;
  /** Only where the first argument, or the command in it, sets this option: 'WaitTimeSeconds'. Options that can't be read may. */
  readonly option?: string;
  /** Only as the tag of a template: with parentheses, `sql` makes a part of a query. */
  readonly tagged?: true;
  /** Only where a function is the last argument: without one, the same methods answer streams. */
  readonly callback?: true;
  /** Caches only: what a miss answers, as source text. */
  readonly miss?: 'null' | 'undefined' | '[]' | '{}' | '0' | 'false';
  /** Cache commands that use Redis as a store (locks, counters, queues): no miss is possible. */
  readonly store?: boolean;
  /** Nothing is sent before what it answers is awaited, returned, handed on, or sent by one of its methods (`.execute()`): query builders. */
  readonly lazy?: true;
  /** Where it differs from the client's other calls. */
  readonly failures?: Failures;
}

/** What bounds a call against a peer that goes silent at any phase. */
export interface TimeoutFacts {
  /** All options that matter, good and bad, by a name of their own. */
  readonly options: Readonly<Record<string, TimeoutOption>>;
  /** Alternatives of conjunctions of option names: any one list, whole, bounds the call. The first is what messages name. */
  readonly sufficient: readonly (readonly string[])[];
  /** What the library does with none of them set, by version: the first range that holds the installed version, else the first. */
  readonly default: readonly [DefaultBound, ...DefaultBound[]];
  /** Safe edits, in order of preference; none where no text is proven safe. */
  readonly insertions: readonly Insertion[];
  /** Where no option exists: one sentence that says what bounds it instead, by version where that differs (the first range that holds). */
  readonly remedy?: string | readonly [Remedy, ...Remedy[]];
}

export interface Remedy {
  readonly versions: string;
  readonly says: string;
}

/** Of clients with `reported: 'nowhere'`: sockets, child processes, in-process engines. */
export const noDeadline: TimeoutFacts = {
  options: {},
  sufficient: [],
  default: [{ versions: '*', ms: null, phrase: 'none is asked for' }],
  insertions: [],
};

export interface DefaultBound {
  /** semver range of the package; '*' for all. */
  readonly versions: string;
  /** Longest wait per attempt in ms; null: none. */
  readonly ms: number | null;
  /** Completes "this ioredis client sets no commandTimeout (…)": 'ioredis has none by default', 'undici gives up on headers after 300 s'. */
  readonly phrase: string;
  /** Set where undici ends the wait, which is behind Node's fetch only: what is said instead in Deno, where nothing ends it. */
  readonly endlessInDeno?: string;
  /** Known less well than the rest of the library. */
  readonly verified?: Verification;
}

export type Phase = 'dns' | 'connect' | 'acquire' | 'queue' | 'handshake' | 'request' | 'headers' | 'body' | 'idle' | 'server';

export interface TimeoutOption {
  /** semver range of the package in which the option means this; absent: all. */
  readonly versions?: string;
  readonly place: OptionPlace;
  readonly unit: 'ms' | 's';
  /** Values that turn it off. `undefined` and Infinity always do. */
  readonly disabled: readonly (number | boolean | null)[];
  readonly covers: readonly Phase[];
  /** For switches: the literal that it must have (`throwOnRequestTimeout: true`). */
  readonly mustBe?: boolean;
  /** A signal or a function rather than a duration: present is enough only if a timer arms it. */
  readonly isSignal?: boolean;
  /** The user's own code that may bound the call (a custom `fetch`, an agent): where it is set, nothing is known. */
  readonly isCustom?: boolean;
  /** Only of clients that are made with this: `connection.query_timeout` of knex with `client: 'pg'`. */
  readonly onlyWith?: OptionCondition;
  /**
   * Set for options that alone do not bound a silent peer: why, as a clause of its own:
   * 'it is enforced by the server, so a dead server never enforces it'. Matters only where no alternative of `sufficient` holds.
   */
  readonly weakness?: Weakness;
}

export interface Weakness {
  readonly kind: 'no-such-option' | 'wrong-place' | 'connect-only' | 'acquire-only' | 'queue-only' | 'server-only' | 'warns-only' | 'partial';
  readonly why: string;
}

export type OptionPlace =
  /** In the options object given where the client is made; path with dots: 'socket.socketTimeout'. */
  | { readonly at: 'client'; readonly path: string }
  /**
   * In the call's options object: position from 0. `methods`: only calls of these, in the syntax of CallPattern.path;
   * absent: all calls of the client, or of the group of functions.
   */
  | { readonly at: 'call'; readonly argument: number | 'last'; readonly path: string; readonly methods?: string }
  /** In the client's connection string. */
  | { readonly at: 'url'; readonly parameter: string }
  /**
   * In an argument of a method chained to the call (or called later on what it answers): `.timeout(5000)`,
   * `.timeout({ deadline: 5000 })` with the path 'deadline'. `methods` as for 'call'.
   */
  | { readonly at: 'chain'; readonly method: string; readonly argument: number; readonly path?: string; readonly methods?: string }
  /**
   * No option: a timer, or a listener for this event, that ends what the call answers by one of these methods:
   * `request.on('timeout', () => request.destroy())`, `setTimeout(() => request.abort(), 5000)`.
   */
  | { readonly at: 'ending'; readonly event: string; readonly methods: string };

/** A text that is safe while the dependency is healthy. */
export interface Insertion {
  readonly versions: string;
  readonly at: { readonly place: 'client' } | { readonly place: 'call'; readonly argument: number };
  readonly properties: readonly InsertedProperty[];
  /** Only where this argument is an object literal, or is known to be text: `axios(config)` or `axios(url)`. */
  readonly when?: { readonly argument: number; readonly is: 'object' | 'text' };
  /** A string argument becomes this property of a new options object: `new Client(url)` -> `{ connectionString: url, … }`. */
  readonly stringBecomes?: string;
  /** Option paths whose presence forbids the edit (`maxRetriesPerRequest: null`). */
  readonly notWith: readonly { readonly path: string; readonly value: number | boolean | null | 'any' }[];
  /** Forbidden when the client makes blocking calls somewhere. */
  readonly notWithBlockingCalls: boolean;
  /** Only for clients that are made with this. */
  readonly onlyWith?: OptionCondition;
  /** The call answers when all has been read: a signal cuts nothing that somebody still reads. */
  readonly answersWhole?: true;
}

export interface InsertedProperty {
  readonly name: string;
  readonly value:
    /**
     * A number from `settings.timeouts`, times a factor. Where the options hold a positive number at the path `above`
     * (a limit that the server enforces and that should fire first), it is that number plus a second.
     */
    | { readonly setting: DependencyKind | 'connect'; readonly times: number; readonly above?: string }
    | { readonly text: string }
    /** `made: 'for each call'`: a function that answers a new one, where the library asks for it. */
    | { readonly signal: DependencyKind; readonly made?: 'for each call' }
    | { readonly properties: readonly InsertedProperty[] };
}

export type ErrorEvent =
  | { readonly unheard: 'none' }
  | {
      /** 'crash': an unheard 'error' event kills the process. 'log': it is printed or lost. */
      readonly unheard: 'crash' | 'log';
      /** Completes "…": 'a lost idle connection emits 'error' on the pool'. */
      readonly when: string;
      /** Begins the message of a crash where it is no lost connection to the dependency: 'A command that cannot be started'. */
      readonly loss?: string;
      /** It is emitted only while no call with a callback is under way: none is lost on a connection that is ended before it is idle. */
      readonly whileIdle?: true;
      /** Packages and export paths that attach a listener to a client handed to them: 'PrismaPg' of '@prisma/adapter-pg'. */
      readonly listenedBy: readonly { readonly package: string; readonly path: string }[];
      /** The same for packages that attach none: a client handed to `drizzle(pool)` is as unheard as before. */
      readonly ignoredBy?: readonly { readonly package: string; readonly path: string }[];
      /**
       * Method that rejects while no listener is attached and, once one is, retries for ever against a closed port
       * (node-redis `connect`): a listener is inserted only together with a deadline for it.
       */
      readonly connectsForEver?: string;
      /**
       * Text of the log message that rewrites insert: 'Idle PostgreSQL client failed'. Absent where to log is not
       * enough: somebody waits for an answer.
       */
      readonly logMessage?: string;
    };

export type ProcessWide =
  /** `axios.defaults.timeout = 5000`: an assignment to this path of the main export. */
  | { readonly by: 'assignment'; readonly path: string; readonly bounds: boolean }
  /** `setGlobalDispatcher(new Agent({ headersTimeout, bodyTimeout }))`, `google.options({ timeout })`, `sgMail.setTimeout(5000)`. */
  | {
      readonly by: 'call';
      readonly package: string;
      readonly path: string;
      readonly optionsOf: number;
      readonly sufficient: readonly (readonly string[])[];
      readonly boundsClients?: true;
      /** It is behind Node's fetch: Deno's does not ask it. */
      readonly nodeOnly?: true;
    };
