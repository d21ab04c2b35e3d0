/** The options that a client is made with, wherever its maker takes them from. */
import type { Maker } from '../catalog/schema.js';
import type { ModuleModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import { isObject } from './objects.js';
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
