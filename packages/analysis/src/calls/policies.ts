/** Protections of libraries, as their data says: functions, constructors, policies and operators. */
import { compilePath } from '../catalog/paths.js';
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import type { Given, Protects } from '../protections/index.js';
import { lastNameOf } from '../resolve/occurrences.js';
import type { Origin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Evidence, Present } from './facts.js';
import { settingOfValue, type Setting } from './option-values.js';
import { optionsAt, settingOf } from './options.js';
import { placeOf } from './place.js';
import { byRunLimit } from './run-limits.js';

/** What a wrapper is given: a promise, or a function that makes the call. */
export interface Guarded {
  readonly wrapper: CallValue;
  readonly argument: number;
  readonly fn: FunctionModel | undefined;
}

type ExportOrigin = Extract<Origin, { kind: 'export' }>;
type ResultOrigin = Extract<Origin, { kind: 'result' }>;

/** `.pipe(timeout(5000))`: operators of a library, in a chain or a `pipe(…)`. */
export function byOperators(resolver: Resolver, protects: Protects, { args }: CallValue, module: ModuleModel): Evidence | undefined {
  for (const operator of args) {
    if (operator.kind !== 'call') continue;
    for (const origin of resolver.origins(operator.callee, module)) {
      const given = origin.kind === 'export' ? givenByOperator(resolver, origin, protects) : undefined;
      if (origin.kind !== 'export' || given === undefined) continue;
      const reason = `${origin.path.join('.')} of ${origin.package} guards it`;
      return { verdict: 'present', reason, where: placeOf(operator, module), ...limitOf(durationSetting(resolver, given, operator, module)) };
    }
  }
  return undefined;
}

function givenByOperator({ protections }: Resolver, { package: packageName, path }: ExportOrigin, protects: Protects): Given | undefined {
  return protections
    .of(packageName)
    .flatMap(({ constructs }) => constructs)
    .flatMap((construct) => (construct.form === 'operator' && compilePath(construct.path)(path) ? construct.gives : []))
    .find((given) => given.protects === protects);
}

/** `pTimeout(promise, options)`, `new CircuitBreaker(fn, options)`. */
export function byConstruct(
  resolver: Resolver,
  protects: Protects,
  origin: ExportOrigin,
  { wrapper, argument }: Guarded,
  module: ModuleModel,
): Evidence | undefined {
  for (const protection of resolver.protections.of(origin.package)) {
    for (const construct of protection.constructs) {
      if ((construct.form !== 'function' && construct.form !== 'constructor') || construct.argument !== argument) continue;
      if (!compilePath(construct.path)(origin.path) || wrapper.isNew !== (construct.form === 'constructor')) continue;
      const evidence = byGiven(resolver, protects, construct.gives, wrapper, module, protection.name);
      if (evidence !== undefined) return evidence;
    }
  }
  return undefined;
}

/** What a policy's maker was told to give. */
interface Grant {
  readonly given: Given;
  readonly maker: CallValue;
  readonly module: ModuleModel;
}

/** `policy.execute(fn)`: the policy's maker says what it gives; `wrap(a, b)` gives what its parts do. */
export function byPolicy(
  resolver: Resolver,
  protects: Protects,
  origin: ResultOrigin,
  { wrapper, argument, fn }: Guarded,
  module: ModuleModel,
): Evidence | undefined {
  const made = policyOf(origin);
  if (made === undefined) return undefined;
  const present: Present = { verdict: 'present', reason: `it runs in a policy of ${made.of.package}`, where: placeOf(wrapper, module) };
  let doubt: Evidence | undefined;
  for (const { given, maker, module: home } of grantsOf(resolver, made, argument, fn)) {
    if (given.protects !== protects) continue;
    const evidence = byOption(resolver, given, maker, home, present, made.of.package);
    if (evidence?.verdict === 'present') return evidence;
    doubt ??= evidence;
  }
  return doubt;
}

interface Policy {
  readonly of: ExportOrigin;
  readonly call: CallValue;
  readonly module: ModuleModel;
  /** From the policy to the method that is called: ['execute'], ['for()', 'run']. */
  readonly path: readonly string[];
}

function policyOf({ of, call, module, members }: ResultOrigin): Policy | undefined {
  if (of.kind === 'export') return { of, call, module, path: members };
  const inner = of.kind === 'result' ? policyOf(of) : undefined;
  const last = inner?.path.at(-1);
  return inner === undefined || last === undefined ? undefined : { ...inner, path: [...inner.path.slice(0, -1), `${last}()`, ...members] };
}

function grantsOf(resolver: Resolver, { of, call, module, path }: Policy, argument: number, fn: FunctionModel | undefined): readonly Grant[] {
  return resolver.protections
    .of(of.package)
    .flatMap(({ constructs }) => constructs)
    .flatMap((construct): readonly Grant[] => {
      if (construct.form === 'policy') {
        const { maker, method, signalOnly, gives } = construct;
        if (construct.argument !== argument || !compilePath(method)(path) || !compilePath(maker)(of.path)) return [];
        if (signalOnly !== undefined && lastNameIn(call, signalOnly.argument) === signalOnly.member && fn?.params.length === 0) return [];
        return gives.map((given) => ({ given, maker: call, module }));
      }
      if (construct.form !== 'combination' || !compilePath(construct.maker)(of.path)) return [];
      return call.args.flatMap((part) =>
        resolver.origins(part, module).flatMap((inner) => {
          const policy = inner.kind === 'result' && inner.call !== call ? policyOf(inner) : undefined;
          return policy === undefined ? [] : grantsOf(resolver, { ...policy, path }, argument, fn);
        }),
      );
    });
}

function lastNameIn({ args }: CallValue, position: number): string | undefined {
  const argument = args[position];
  return argument === undefined ? undefined : lastNameOf(argument);
}

/** What a construct of a protection gives to what it guards. */
export function byGiven(
  resolver: Resolver,
  protects: Protects,
  gives: readonly Given[],
  wrapper: CallValue,
  module: ModuleModel,
  name: string,
): Evidence | undefined {
  const given = gives.find((candidate) => candidate.protects === protects);
  if (given === undefined) return undefined;
  if (given.runLimit !== undefined) return byRunLimit(resolver, given.runLimit, wrapper, module, name);
  return byOption(resolver, given, wrapper, module, { verdict: 'present', reason: `${name} guards it`, where: placeOf(wrapper, module) }, name);
}

/** What a construct gives, where an option of the call that sets it up turns it on or off. */
function byOption(
  resolver: Resolver,
  given: Given,
  maker: CallValue,
  module: ModuleModel,
  present: Present,
  name: string,
): Evidence | undefined {
  const { option, protects } = given;
  if (option === undefined) return { ...present, ...limitOf(durationSetting(resolver, given, maker, module)) };
  const setting = settingOf(resolver, optionsAt(resolver, maker.args[option.argument], module), option.path, { off: option.off, holders: [] });
  switch (setting.state) {
    case 'set':
      return { ...present, ...(protects === 'timeout' ? limitOf(setting) : {}) };
    case 'absent':
      return option.default === 'on' ? present : undefined;
    case 'off':
      return undefined;
    case 'unknown':
      return { verdict: 'unknown', reason: `${name} may guard it: ${setting.why}` };
  }
}

/** The milliseconds that a timeout is given where no option turns it on or off. */
function durationSetting(resolver: Resolver, { duration }: Given, { args }: CallValue, module: ModuleModel): Setting | undefined {
  const value = duration === undefined ? undefined : args[duration.argument];
  if (duration === undefined || value === undefined) return undefined;
  if (duration.path !== undefined) return settingOf(resolver, optionsAt(resolver, value, module), duration.path, { off: [], holders: [] });
  return settingOfValue(resolver, value, module, []);
}

function limitOf(setting: Setting | undefined): Pick<Present, 'limitMs'> {
  return setting?.state === 'set' && setting.number !== undefined ? { limitMs: setting.number } : {};
}
