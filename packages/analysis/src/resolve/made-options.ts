/** The options that a client is made with, wherever its maker takes them from. */
import type { Maker } from '../catalog/schema.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import { holdsProperty, isObject } from './objects.js';
import type { Origin } from './origin.js';
import type { Resolver } from './resolver.js';

/** Where a client is made. */
export interface Making {
  readonly call: CallValue;
  readonly module: ModuleModel;
  readonly maker: Maker;
}

/** What stands at one of the positions at which options may stand; what a factory answers, where one stands there. */
export function optionsGiven(resolver: Resolver, { call, module, maker }: Making, position: number): readonly Origin[] {
  const argument = call.args[position];
  if (argument === undefined) return [];
  const given = resolver.origins(argument, module);
  return optionsOfFactory(resolver, given, maker.factory) ?? given;
}

/** What stands where a maker takes another client: the argument, or what it holds under a property, each of a list. */
export function innerOrigins(resolver: Resolver, making: Making): readonly Origin[] {
  const { inner } = making.maker;
  if (inner === undefined) return [];
  const given = optionsGiven(resolver, making, inner.argument);
  const held = inner.property?.split('|').flatMap((name) => given.filter(isObject).flatMap((origin) => elementsUnder(resolver, origin, name))) ?? [];
  // `pool: async () => new Pool()`.
  const answered = held.flatMap((origin) => (origin.kind === 'function' ? resolver.returned(origin.fn, origin.module) : [origin]));
  return [...given.filter(({ kind }) => kind !== 'object'), ...answered];
}

/** A property's value, or the elements of the list that it is. */
function elementsUnder(resolver: Resolver, holder: Extract<Origin, { kind: 'object' }>, name: string): readonly Origin[] {
  if (!holdsProperty(resolver, holder, name)) return [];
  const entry = holder.object.entries.findLast((candidate) => candidate.kind === 'property' && candidate.name === name);
  if (entry?.value.kind === 'array') return entry.value.elements.flatMap((element) => resolver.origins(element, holder.module));
  return resolver.members([holder], name);
}

/** `forRootAsync({ useFactory: () => options })`, `forRootAsync({ useClass: Config })`; undefined where there is no factory. */
function optionsOfFactory(resolver: Resolver, given: readonly Origin[], factory: Maker['factory']): readonly Origin[] | undefined {
  if (factory === undefined) return undefined;
  const objects = given.filter(isObject);
  const functions = resolver.members(objects, factory.function).filter((origin) => origin.kind === 'function');
  if (functions.length > 0) return functions.flatMap(({ fn, module }) => resolver.returned(fn, module));
  const classes = resolver.members(objects, factory.class).filter((origin) => origin.kind === 'class');
  if (classes.length === 0) return undefined;
  return classes.flatMap(({ cls, module }) => cls.methods.filter(({ name }) => name === factory.method).flatMap(({ fn }) => resolver.returned(fn, module)));
}
