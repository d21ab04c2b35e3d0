import type { CallContext, Guards } from './guarded-call.js';

/** What a guarded call calls. */
type Guarded<Value> = (context: CallContext) => Value | PromiseLike<Value>;

/**
 * Where `@failsoft/runtime/chaos` gets in: it may have something else called in place of a dependency. Nobody else sets
 * it, so that nothing of it is in a program that does not import that.
 */
export const faults: { inject: (<Value>(fn: Guarded<Value>, guards: Guards) => Guarded<Value>) | undefined } = { inject: undefined };
