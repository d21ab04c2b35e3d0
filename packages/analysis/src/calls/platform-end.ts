/** When a platform ends the function that a call runs in, as far as the code shows it. */
import type { ModuleModel } from '../module/model.js';
import type { Resolver } from '../resolve/resolver.js';
import type { PlatformEnd } from './facts.js';
import { isInvokedByPlatform } from './invocations.js';
import { segmentLimits } from './run-limits.js';

export function platformEnd(resolver: Resolver, module: ModuleModel): PlatformEnd | undefined {
  const { workspace } = resolver;
  // What others import runs in their functions, too.
  const limits = workspace.index.importersOf(module.path).length > 0 ? [] : segmentLimits(resolver, module).map(({ withinMs }) => withinMs);
  if (limits.length > 0) return { afterMs: Math.min(...limits) };
  return isInvokedByPlatform(workspace, module) ? { afterMs: undefined } : undefined;
}
