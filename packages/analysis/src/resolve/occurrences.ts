/** Where names occur in a file, gathered once, so that a question about one name need not go through all calls and assignments. */
import type { MemberAssignment, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';

/** A call, and the position of an argument of it. */
export interface ArgumentUse {
  readonly call: CallValue;
  readonly argument: number;
}

interface Occurrences {
  readonly calls: ReadonlyMap<string, readonly CallValue[]>;
  readonly assignments: ReadonlyMap<string, readonly MemberAssignment[]>;
  readonly computed: readonly MemberAssignment[];
  readonly uses: ReadonlyMap<string, readonly ArgumentUse[]>;
}

const known = new WeakMap<ModuleModel, Occurrences>();

/** Calls and `new` of this name: `name()`, `x.name()`. */
export function callsOf(module: ModuleModel, name: string): readonly CallValue[] {
  return occurrencesIn(module).calls.get(name) ?? [];
}

/** Assignments to a member of this name: `x.name = value`. */
export function assignmentsTo(module: ModuleModel, property: string): readonly MemberAssignment[] {
  return occurrencesIn(module).assignments.get(property) ?? [];
}

/** Assignments to members whose name is computed: `x[key] = value`. */
export function computedAssignments(module: ModuleModel): readonly MemberAssignment[] {
  return occurrencesIn(module).computed;
}

/** Arguments that end in this name: `f(name)`, `f(x.name)`, `f(name.bind(x))`. */
export function argumentsNamed(module: ModuleModel, name: string): readonly ArgumentUse[] {
  return occurrencesIn(module).uses.get(name) ?? [];
}

/** The last name of `name` and `x.name`. */
export function lastNameOf(value: Value): string | undefined {
  return value.kind === 'name' ? value.name : value.kind === 'member' ? value.property : undefined;
}

function occurrencesIn(module: ModuleModel): Occurrences {
  let found = known.get(module);
  if (found === undefined) known.set(module, (found = gather(module)));
  return found;
}

function gather({ calls, assignments }: ModuleModel): Occurrences {
  const named = assignments.filter(({ target }) => target.kind === 'member' && target.property !== undefined);
  return {
    calls: grouped(calls, ({ callee }) => lastNameOf(callee)),
    assignments: grouped(named, ({ target }) => lastNameOf(target)),
    computed: assignments.filter(({ target }) => target.kind === 'member' && target.computed !== undefined),
    uses: grouped(
      calls.flatMap((call) => call.args.map((_, argument) => ({ call, argument }))),
      ({ call, argument }) => nameInArgument(call.args[argument]),
    ),
  };
}

function nameInArgument(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  const bound = value.kind === 'call' && value.callee.kind === 'member' && value.callee.property === 'bind' ? value.callee.object : value;
  return lastNameOf(bound);
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
