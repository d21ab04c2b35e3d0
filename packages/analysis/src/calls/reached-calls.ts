/** Which external calls a function makes, itself or through functions of the project a few hops away. */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue } from '../module/value.js';
import type { Protects } from '../protections/index.js';
import type { CallSource } from './call-source.js';
import { isLetGo, isPassedInline } from './enclosing.js';
import type { ExternalCall } from './facts.js';
import { protectionAround } from './protection.js';

/** Functions that call functions. */
const maxHops = 4;
/** Functions looked into for one file. */
const maxFunctions = 400;

export class ReachedCalls {
  readonly #known = new Map<FunctionModel, ExternalCall | undefined>();

  constructor(
    private readonly source: CallSource,
    private readonly isWanted: (external: ExternalCall) => boolean,
    /** What stands around a call, at any hop, and ends the search there. */
    private readonly endedBy: Protects,
  ) {}

  /** The first call that is wanted and that nothing holds back. */
  of(fn: FunctionModel, module: ModuleModel, hops = 0): ExternalCall | undefined {
    if (this.#known.has(fn)) return this.#known.get(fn);
    if (hops > maxHops || this.#known.size > maxFunctions) return undefined;
    // Set first: functions that call each other must not go round for ever.
    this.#known.set(fn, undefined);
    const found = this.#find(fn, module, hops);
    this.#known.set(fn, found);
    return found;
  }

  /** What one call leads to: the call itself, or one of the function that it calls. */
  by(call: CallValue, module: ModuleModel, hops = 0): ExternalCall | undefined {
    const own = this.source.callsOf(module).find((external) => external.call === call);
    if (own !== undefined) return this.isWanted(own) && !this.#isEnded(own.call, module) ? own : undefined;
    if (call.isNew || call.callee.kind === 'function') return undefined;
    for (const origin of this.source.clientsOf(module).resolver.origins(call.callee, module)) {
      const found = origin.kind === 'function' ? this.of(origin.fn, origin.module, hops + 1) : undefined;
      if (found !== undefined) return this.#isEnded(call, module) ? undefined : found;
    }
    return undefined;
  }

  #find(fn: FunctionModel, module: ModuleModel, hops: number): ExternalCall | undefined {
    const calls = callsWithin(fn, module).filter((call) => call.site.handler === undefined && !isLetGo(call));
    const own = new Map(this.source.callsOf(module).map((external) => [external.call, external]));
    // Own calls first: they name the dependency without another file.
    for (const call of [...calls.filter((candidate) => own.has(candidate)), ...calls.filter((candidate) => !own.has(candidate))]) {
      const found = this.by(call, module, hops);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #isEnded(call: CallValue, module: ModuleModel): boolean {
    return protectionAround(this.source.clientsOf(module).resolver, this.endedBy, call, call.site.body, module) !== undefined;
  }
}

/** The calls of a function and of those written in it where they are handed on, or called: `(async () => { … })()`. */
export function callsWithin(fn: FunctionModel, module: ModuleModel): readonly CallValue[] {
  const inner = module.functions.filter(({ parent, range }) => parent.kind === 'function' && range[0] >= fn.range[0] && range[1] <= fn.range[1]);
  const included = new Set<FunctionModel>([fn]);
  for (const candidate of inner) {
    if (candidate.parent.kind === 'function' && included.has(candidate.parent.fn) && (isPassedInline(candidate) || isCalledInline(candidate))) included.add(candidate);
  }
  return [...included].flatMap(({ calls }) => calls);
}

function isCalledInline({ value }: FunctionModel): boolean {
  const call = value?.parent;
  return call?.kind === 'call' && call.callee === value && !isLetGo(call);
}
