/** `protections` of the settings, as JSON Schema. */
import { list, oneOf, path, pathSyntax, position, record, text, texts, type JsonSchema } from './json-schema.js';

const given = record(
  'What the construct gives the calls inside it.',
  { protects: oneOf(['timeout', 'circuitBreaker', 'errorHandling', 'concurrency'], 'Which protection.') },
  {
    option: record('The option that turns it on or off.', {
      argument: position('Position of the options.'),
      path: text('Path with dots.'),
      off: list({ type: ['number', 'boolean', 'null'] }, 'Values that turn it off.'),
      default: oneOf(['on', 'off'], 'What holds where it is not set.'),
    }),
    duration: record(
      'Where the milliseconds of a timeout stand that no option turns on or off.',
      { argument: position('Position.') },
      { path: text('Path with dots, of options that stand there.') },
    ),
    runLimit: record('What ends a whole run: it bounds a call in it that would wait for longer.', {
      argument: position("Position of the construct's options."),
      path: text('Path with dots.'),
      unit: oneOf(['ms', 's'], 'In what it counts.'),
      files: texts("Files of the package whose default export says it for all runs that say nothing: 'jobs.config.ts'."),
    }),
  },
);
const gives = list(given, 'What it gives.');

const construct: JsonSchema = {
  description: 'How the protection is written.',
  anyOf: [
    ...(
      [
        ['function', '`withDeadline(fn)`, `withDeadline(promise)`: guards its argument.'],
        ['constructor', '`new Breaker(fn)`: guards a function named once.'],
        ['client', '`guard(client)`: answers the client with all of its calls guarded.'],
      ] as const
    ).map(([form, description]) =>
      record(description, { form: { const: form }, path: path(`Export. ${pathSyntax}`), argument: position('Which argument it guards.'), gives }),
    ),
    record('`new Limiter({ client })`: guards the calls that it makes of a client that it keeps.', {
      form: { const: 'holder' },
      path: path(`Export. ${pathSyntax}`),
      argument: position('Which argument has the client.'),
      property: text('Under which name.'),
      unguarded: texts('Its methods that make calls of the client unguarded.'),
      gives,
    }),
    record(
      '`policy.execute(fn)` of a policy that `maker` makes.',
      {
        form: { const: 'policy' },
        maker: path('Export that makes it.'),
        by: oneOf(['new', 'call'], 'How.'),
        method: path("Method that runs a function; '' is the policy itself, called."),
        argument: position('Which argument it runs.'),
        gives,
      },
      {
        signalOnly: record('Where the maker is given this, it only aborts a signal: a function that takes none is not guarded.', {
          argument: position('Position of that argument.'),
          member: text("Its last name: 'Cooperative' of `TimeoutStrategy.Cooperative`."),
        }),
      },
    ),
    record('`.pipe(operator())`: guards what is piped through it.', { form: { const: 'operator' }, path: path(`Export. ${pathSyntax}`), gives }),
    record('Code that imports the package runs in a sandbox, and reaches others only within a deadline of that.', {
      form: { const: 'sandbox' },
      gives,
    }),
    record('`combine(a, b)`: a policy that gives what those in its arguments give.', {
      form: { const: 'combination' },
      maker: path('Export that combines.'),
    }),
  ],
};

export const protection = record('Protections of a package of your own.', {
  name: text("As reasons name it: 'withDeadline of @acme/resilience'."),
  packages: { ...texts('npm names.'), minItems: 1 },
  constructs: list(construct, 'Its constructs.'),
});
