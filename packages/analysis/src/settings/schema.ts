/** `settings.failsoft` as JSON Schema: published beside the plugin, and what settings are checked against. */
import { flag, list, milliseconds, oneOf, path, pathSyntax, position, record, text, texts, yes, type JsonSchema } from './json-schema.js';
import { protection } from './protection-schema.js';
import { defaultTimeouts } from './timeouts.js';

const kind = oneOf(
  ['http', 'database', 'cache', 'queue', 'mail', 'rpc', 'sdk', 'ai', 'file', 'socket'],
  'What stands at the other end; chooses the number of `timeouts` that rewrites insert.',
);
const effect = oneOf(
  ['read', 'write', 'blocking', 'connect', 'shutdown'],
  "What a call does to the other side; 'blocking' waits on purpose. Default: 'write'.",
);
const failures = oneOf(
  ['rejected', 'callback', 'answered'],
  "How a failure reaches the caller: thrown, in the callback, or in the answer (`{ data, error }`). Default: 'rejected'.",
);
const lazy = yes('Nothing is sent before what the call answers is awaited, returned, handed on or executed.');

const place: JsonSchema = {
  description: 'Where the option stands.',
  anyOf: [
    record('In the options that the client is made with.', { at: { const: 'client' }, path: text("Path with dots: 'http.timeoutMs'.") }),
    record(
      "In the call's own options.",
      {
        at: { const: 'call' },
        argument: { anyOf: [position('Position of the options object, from 0.'), { const: 'last' }] },
        path: text('Path with dots.'),
      },
      { methods: text('Only in calls of these.') },
    ),
    record('In the connection string.', { at: { const: 'url' }, parameter: text("Its name: 'connect_timeout'.") }),
    record(
      'In an argument of a method that is chained to the call: `.timeout(5000)`.',
      { at: { const: 'chain' }, method: text('The method.'), argument: position('Position of the argument.') },
      { path: text('Path in that argument, where it is an object.'), methods: text('Only in calls of these.') },
    ),
    record(
      'No option: a timer, or a listener, that ends what the call answers: `request.on(\'timeout\', () => request.destroy())`.',
      { at: { const: 'ending' }, event: text('The event that is listened for.'), methods: text('Methods that end it, `|` between alternatives.') },
    ),
  ],
};

const weakness = record('Why the option alone does not bound a silent peer.', {
  kind: oneOf(
    ['no-such-option', 'wrong-place', 'connect-only', 'acquire-only', 'queue-only', 'server-only', 'warns-only', 'partial'],
    'What it lacks.',
  ),
  why: text("A clause that follows a colon: 'it ends with the connection'."),
});

const option = record(
  'An option that matters for timeouts.',
  { place },
  {
    versions: text('Versions of the package in which it means this.'),
    unit: oneOf(['ms', 's'], "Default: 'ms'."),
    disabled: list({ type: ['number', 'boolean', 'null'] }, 'Values that turn it off. `undefined` and Infinity always do.'),
    isSignal: flag('It is an AbortSignal: it bounds the call if a timer arms it.'),
    isCustom: flag('It is code of the user that may bound the call: where it is set, nothing is known.'),
    mustBe: flag('A switch that must have this value.'),
    weakness,
  },
);

const insertedValue: JsonSchema = {
  description: 'What stands behind the colon.',
  anyOf: [
    record(
      'A number of `settings.timeouts`, times a factor.',
      { setting: { enum: Object.keys(defaultTimeouts) }, times: { type: 'number', exclusiveMinimum: 0 } },
      { above: text('Option whose number, where it is set, is exceeded by a second: a limit that the server enforces and that should fire first.') },
    ),
    record('This text.', { text: text('Source text.') }),
    record(
      '`AbortSignal.timeout(…)` with the number of this kind.',
      { signal: kind },
      { made: { const: 'for each call', description: 'A function that answers a new one, where the library asks for it.' } },
    ),
    record('An object.', { properties: list({ $ref: '#/$defs/insertedProperty' }, 'Its properties.') }),
  ],
};

const insertion = record(
  'A text that bounds the calls and is safe while the dependency is healthy.',
  { properties: list({ $ref: '#/$defs/insertedProperty' }, 'What is set.') },
  {
    versions: text('Versions of the package for which it is right.'),
    at: {
      description: "Which options: the client's (default) or the call's.",
      anyOf: [
        record("The client's.", { place: { const: 'client' } }),
        record("The call's.", { place: { const: 'call' }, argument: position('Position of its options.') }),
      ],
    },
  },
);

const timeout = record(
  'What bounds a call against a peer that goes silent. Without it, nothing does.',
  {},
  {
    options: { type: 'object', description: 'Options that matter, good and bad, by a name of your own.', additionalProperties: option },
    sufficient: list(
      texts('Names of options, all of which must be set.'),
      'Alternatives, any of which bounds the call. Default: each option that has no weakness.',
    ),
    default: record(
      'What the library does with none of them set.',
      { ms: { anyOf: [milliseconds('Longest wait per attempt.'), { type: 'null' }], description: 'Milliseconds per attempt; null: no bound.' } },
      { phrase: text("Completes the message: 'acme-sdk gives up after 5 s'.") },
    ),
    insertions: list(insertion, 'Edits that set the timeout.'),
    remedy: text('Where no option exists: one sentence that says what bounds a call instead.'),
  },
);

const condition = record(
  'An option that the client is made with.',
  { path: path("Its path; '' is the connection string.") },
  { is: texts('Texts that it may have, `*` for any text.'), orAbsent: yes('Holds where it is not set, too.') },
);

const maker = record(
  'What makes a client.',
  { path: path(`Export: 'Client', 'createClient'; '' is the main export. ${pathSyntax}`), by: oneOf(['new', 'call'], '`new X()` or `x()`.') },
  {
    optionsAt: list(position('A position.'), 'Positions at which the options object may stand. Default: [0].'),
    urlAt: position('Position of a connection string.'),
    urlIn: texts('Options that hold a connection string.'),
    notWith: list(condition, 'Options that make it something else.'),
    configured: { const: 'elsewhere', description: 'It takes its options from wherever the library is connected.' },
    promised: yes('It answers a promise of the client.'),
    inner: record(
      'It wraps another client, which decides about timeouts.',
      { argument: position('Position of that client.') },
      { property: text('Option that holds it.') },
    ),
  },
);

const call = record(
  'Methods that leave the process.',
  { path: path(`Members from the client to the method: 'get', 'orders.*', 'from().select'. ${pathSyntax}`) },
  {
    effect,
    miss: oneOf(['null', 'undefined', '[]', '{}', '0', 'false'], 'Caches: what a miss answers.'),
    store: flag('Caches: it keeps state that is nowhere else, so that no miss is possible.'),
    lazy,
    failures,
  },
);

const errorEvent: JsonSchema = {
  description: "What an 'error' event without a listener does. Default: nothing.",
  anyOf: [
    record('No such event.', { unheard: { const: 'none' } }),
    ...(['crash', 'log'] as const).map((unheard) =>
      record(
        unheard === 'crash' ? 'It ends the process.' : 'It is printed or lost.',
        { unheard: { const: unheard } },
        { when: text("'acme emits 'error' when it loses its connection'."), logMessage: text('What the inserted listener logs.') },
      ),
    ),
  ],
};

const functions = record(
  'Exported functions that leave the process by themselves.',
  { path: path(`Exports: 'get|post'; '' is the main export. ${pathSyntax}`) },
  { effect, timeout, failures, lazy },
);

const client = record(
  'A client object and its methods.',
  {
    name: text("As messages call it: 'Acme client'."),
    makers: { ...list(maker, 'What makes one.'), minItems: 1 },
    calls: list(call, 'Methods that leave the process; the first that matches decides.'),
  },
  {
    types: texts("Exported types that denote one: 'AcmeClient'."),
    local: texts('Methods that do not leave the process.'),
    self: texts("Members that are the client itself: 'on()', 'withOptions()'."),
    timeout,
    errorEvent,
    failures,
    role: oneOf(['cache', 'store', 'other'], "Whether callers can go on without it: 'cache'; 'store' where only names tell. Default: 'other'."),
    reported: oneOf(['creation', 'call', 'nowhere'], "Where a missing timeout is reported. Default: 'creation'."),
  },
);

const library = record(
  'A library of your own, or one that Failsoft does not know.',
  {
    name: text("As messages call it: 'acme-sdk'."),
    kind,
    packages: { ...texts('npm names, or sub-paths of them; a trailing * matches the rest.'), minItems: 1 },
  },
  {
    dependency: text("The external system, as messages call it: 'Acme'. Default: the name."),
    overHttp: yes('Queues and mail: each call is a request of its own, over HTTP or gRPC, and not a message on a connection that is held.'),
    functions: list(functions, 'Exported functions.'),
    clients: list(client, 'Client objects.'),
  },
);

export const settingsSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'settings.failsoft',
  ...record(
    'Settings of Failsoft, shared by all of its rules and hosts.',
    {},
    {
      timeouts: record(
        'Milliseconds that rewrites insert, by kind of dependency.',
        {},
        Object.fromEntries(
          Object.entries(defaultTimeouts).map(([name, ms]) => [
            name,
            { ...milliseconds(`For ${name === 'connect' ? 'connecting' : `kind '${name}'`}.`), default: ms },
          ]),
        ),
      ),
      maxTimeout: { ...milliseconds('A default of a library above it (ms per attempt) counts as missing.'), default: 120_000 },
      runtime: text(
        "Specifier that rewritten code imports the runtime from: a package, or a file as seen from the root ('./src/failsoft'). Left out: the copy that `failsoft init --vendor` has made in the package, else @failsoft/runtime.",
      ),
      policies: text('Module that exports `timeouts`: rewrites then insert `timeouts.http` instead of numbers.'),
      logger: record('What rewrites log with, instead of console.', { from: text('Module.'), name: text('Export.') }),
      root: text('Folder of the workspace, where it is not found by looking upwards.'),
      clients: list(library, "Libraries of your own, in the catalogue's schema. They stand before those that Failsoft knows."),
      protections: list(protection, 'Protections of your own packages. Functions of the project itself need none: they are read.'),
    },
  ),
  $defs: { insertedProperty: record('One property.', { name: text('Its name.'), value: insertedValue }) },
};
