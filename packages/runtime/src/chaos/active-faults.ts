import type { Fault, FaultOptions, FaultPolicy } from './fault.js';
import { faults } from '../faults.js';
import type { CallContext, Guards } from '../guarded-call.js';

/** What becomes of a call. */
export type Effect = <Value>(call: () => Value | PromiseLike<Value>, context: Pick<CallContext, 'signal'>) => Value | PromiseLike<Value>;

interface ActiveFault {
  readonly name: string;
  readonly options: FaultOptions;
  readonly effect: Effect;
  calls: number;
}

/** The one that was asked for last first: it wins. */
let active: readonly ActiveFault[] = [];

export function begin(name: string, options: FaultOptions, effect: Effect): Fault {
  const fault: ActiveFault = { name, options, effect, calls: 0 };
  keep([fault, ...active]);
  return {
    get calls() {
      return fault.calls;
    },
    end: () => keep(active.filter((other) => other !== fault)),
  };
}

export function endAll(): void {
  keep([]);
}

/** The effect that a call of `name` is to have, which is counted; `undefined` if none. */
export function effectOn(isMet: (fault: { readonly name: string; readonly policy: FaultPolicy }) => boolean): Effect | undefined {
  const met = active.find(({ name, options: { policy = 'timeout', rate = 1, times = Infinity }, calls }) => {
    return isMet({ name, policy }) && calls < times && Math.random() < rate;
  });
  if (met !== undefined) met.calls++;
  return met?.effect;
}

/** Nothing is injected while there are no faults. */
function keep(faultsLeft: readonly ActiveFault[]): void {
  active = faultsLeft;
  faults.inject = active.length > 0 ? inject : undefined;
}

function inject<Value>(fn: (context: CallContext) => Value | PromiseLike<Value>, guards: Guards) {
  return (context: CallContext): Value | PromiseLike<Value> => {
    const effect = effectOn(({ name, policy }) => nameIn(guards, policy) === name);
    return effect === undefined ? fn(context) : effect(() => fn(context), context);
  };
}

function nameIn({ name, timeoutMs, circuit, slots }: Guards, policy: FaultPolicy): string | undefined {
  if (policy === 'circuit-breaker') return circuit?.name;
  if (policy === 'bulkhead') return slots?.name;
  return timeoutMs === undefined ? undefined : name;
}
