import type { DecoratorModel, ModuleModel } from '../module/model.js';
import type { TypeModel } from '../module/type-model.js';
import type { Origin } from './origin.js';
import type { Resolver } from './resolver.js';

/** What a container injects: `@InjectRedis() private redis` even where the type says nothing. */
export function injectedOrigins(
  resolver: Resolver,
  decorators: readonly DecoratorModel[],
  type: TypeModel | undefined,
  module: ModuleModel,
): readonly Origin[] {
  for (const { name } of decorators) {
    if (name !== 'InjectRedis') continue;
    const typed = type === undefined ? [] : resolver.type(type, module);
    if (typed.length > 0) return typed;
    const redis = resolver.catalog.typed('ioredis', 'Redis');
    if (redis !== undefined) return [{ kind: 'client', ...redis, packageName: 'ioredis', exportName: 'Redis', creation: undefined, members: [] }];
  }
  return [];
}
