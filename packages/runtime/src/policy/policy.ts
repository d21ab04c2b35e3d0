import { createSlots } from '../bulkhead/bulkhead.js';
import { Slots } from '../bulkhead/slots.js';
import { Circuit } from '../circuit-breaker/circuit.js';
import { createCircuit } from '../circuit-breaker/circuit-breaker.js';
import { verdictOf } from '../circuit-breaker/verdict.js';
import type { Dependency, DependencyOptions, DependencyRunOptions } from './dependency.js';
import { askInTurn } from '../fallback/ask-in-turn.js';
import type { FallbackChainOptions } from '../fallback/fallback-chain.js';
import { guardedCall, type Guarded, type Guards } from '../guarded-call.js';
import { RecentMap } from '../recent-map.js';
import type { Outcome } from '../circuit-breaker/verdict.js';
import { budgetOf } from '../retry/retry-budget.js';
import { retriedCall, type RetryGuards } from '../retry/retried-call.js';
import { requireRunArguments } from '../run-arguments.js';
import { wrapWith, type Wrap } from '../wrap.js';

/** What calls of one dependency pass through, whose checked options these are. */
export class Policy<Fallback> implements Dependency<Fallback> {
  readonly name: string;
  readonly breaker: Circuit | undefined;
  readonly bulkhead: Slots | undefined;
  readonly wrap: Wrap<Fallback> = wrapWith((fn) => this.run(fn));
  readonly #options: DependencyOptions<Fallback>;
  readonly #guards: Guards;
  readonly #retryGuards: RetryGuards | undefined;
  readonly #keyed: RecentMap<Policy<Fallback>>;

  constructor(options: DependencyOptions<Fallback>) {
    const { name, timeoutMs, attemptTimeoutMs, retry, clock } = options;
    this.name = name;
    this.breaker = circuitOf(options);
    this.bulkhead = slotsOf(options);
    this.#options = options;
    this.#guards = { name, timeoutMs, circuit: this.breaker, slots: this.bulkhead, attemptTimeoutMs, clock };
    this.#retryGuards = retry && { ...this.#guards, rules: { ...retry, name, timeoutMs }, budget: retry.budget ?? budgetOf(name) };
    this.#keyed = new RecentMap((key) => this.#make(key), options.maxKeys);
  }

  run<Value, Other = never>(fn: Guarded<Value>, options?: DependencyRunOptions<Other>): Promise<Value | Fallback | Other> {
    requireRunArguments(fn, options);
    const signal = options?.signal;
    const call = this.#retryGuards === undefined ? guardedCall(fn, this.#guards, signal) : retriedCall(fn, this.#retryGuards, signal);
    const answer = options?.fallback ?? this.#options.fallback;
    if (answer === undefined) return call;
    return fallBack<Value | Fallback | Other>(call, answer, { name: this.name, signal });
  }

  for(key: string): Policy<Fallback> {
    return this.#keyed.get(key);
  }

  #make(key: string): Policy<Fallback> {
    const { breaker } = this;
    return new Policy({ ...this.#options, name: `${this.name} ${key}`, breaker: breaker?.for(key) });
  }
}

type Options = DependencyOptions<unknown>;

function circuitOf({ name, breaker, clock }: Options): Circuit | undefined {
  if (breaker === undefined || breaker instanceof Circuit) return breaker;
  if (breaker.run === undefined) return createCircuit({ ...breaker, name, clock });
  throw foreign('breaker');
}

function slotsOf({ name, bulkhead, clock }: Options): Slots | undefined {
  if (bulkhead === undefined || bulkhead instanceof Slots) return bulkhead;
  if (bulkhead.run === undefined) return createSlots({ ...bulkhead, name, clock });
  throw foreign('bulkhead');
}

function foreign(option: string): RangeError {
  return new RangeError(`Cannot create a dependency: \`${option}\` must be options or made by this copy of the package`);
}

async function fallBack<Value>(
  call: Promise<Value>,
  answer: (ended: Outcome) => Value | PromiseLike<Value>,
  options: FallbackChainOptions,
): Promise<Value> {
  let ended: Outcome<Awaited<Value | PromiseLike<Value>>>;
  try {
    const value = await call;
    ended = { value };
    if (verdictOf(ended) === false) return value;
  } catch (error) {
    ended = { error };
  }
  const sources = [{ name: 'call', run: () => call }, { name: 'fallback', run: () => answer(ended) }];
  const { value } = await askInTurn<Value | PromiseLike<Value>>(sources, options);
  return value;
}
