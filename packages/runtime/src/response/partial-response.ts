import { systemClock, type Clock } from '../clock.js';
import type { CallContext } from '../guarded-call.js';
import { abortSignal, callback, clockKind, duration, loggerKind, requireArgument, requireFunction, requireOptions, text, type Kind } from '../options.js';
import { isMethod } from '../shapes.js';
import { partWarning, reasonOf, type PartReason, type PartWarning } from './part-warning.js';
import { publish } from '../telemetry/channels.js';
import { consoleLogger, type Logger } from '../telemetry/logger.js';
import { quietLog, type QuietLog } from '../telemetry/quiet-log.js';
import { withTimeout } from '../timeout/timeout.js';

/** What holds for all parts of a response. */
export interface PartialResponseOptions {
  /**
   * What is answered, for the log and the telemetry: `product page`.
   *
   * @default 'response'
   */
  readonly name?: string | undefined;
  /**
   * How long each part may take, where it does not say so itself.
   *
   * @default 5_000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Gives everything up when it aborts. `undefined` is welcome.
   *
   * @default undefined
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * Told of parts that failed: at most one line in a second, without what an error quotes.
   *
   * @default console
   */
  readonly logger?: Logger | undefined;
  /**
   * The time to live by.
   *
   * @default the host's clock
   */
  readonly clock?: Clock | undefined;
}

/** A part that the response can't do without. */
export interface RequiredPartOptions {
  /**
   * How long the part may take.
   *
   * @default timeoutMs of the response
   */
  readonly timeoutMs?: number | undefined;
}

/** A part that the response can do without. */
export interface PartOptions<Value, Fallback> extends RequiredPartOptions {
  /** Stands in where the part is missing: what shows that there is nothing, not what looks real. */
  readonly fallback: Fallback;
  /**
   * What users are told: a text, or a function that makes one of the reason.
   *
   * @default a sentence of the part's name and the reason: `reviews did not answer in time`
   */
  readonly warning?: string | ((reason: PartReason) => string) | undefined;
  /**
   * Whether the part is to be asked for at all: `() => health.allows('reviews')`.
   *
   * @default undefined, always
   */
  readonly enabled?: (() => boolean) | undefined;
  /**
   * Whether an answer is out of date, which is a warning too: `({ stale }) => stale`.
   *
   * @default undefined, never
   */
  readonly isStale?: ((value: NoInfer<Value>) => boolean) | undefined;
}

/** What stands in the response: a fallback that is one of the values, as `[]` is, adds nothing to their type. */
export type PartValue<Value, Fallback> = [Fallback] extends [Value] ? Value : Value | Fallback;

/** What there is, and what is missing. */
export interface PartialResponse<Data> {
  /** Every part by its name: what it answered with, or its fallback. */
  readonly data: { readonly [Name in keyof Data]: Data[Name] };
  /** One for each part that is not as it should be, in the order of the parts. */
  readonly warnings: readonly PartWarning[];
  /** Whether there are warnings. */
  readonly degraded: boolean;
}

/** A response under construction. Each method makes a new one; nothing is called before `gather`. */
export interface PartialResponseBuilder<Data extends object> {
  /**
   * Adds a part that the response can do without.
   *
   * @param fn Its call. May throw: that is a rejection. Is handed a `signal` that aborts when its time is up.
   * @throws {TypeError} If the response has a part of this name.
   */
  part<const Name extends string, Value, Fallback>(
    name: Name extends keyof Data ? never : Name,
    fn: (context: CallContext) => Value | PromiseLike<Value>,
    options: PartOptions<Value, Fallback>,
  ): PartialResponseBuilder<Data & Readonly<Record<Name, PartValue<Value, Fallback>>>>;
  /**
   * Adds a part that the response can't do without: if it fails, so does the response.
   *
   * @param fn As of `part`.
   * @throws {TypeError} If the response has a part of this name.
   */
  required<const Name extends string, Value>(
    name: Name extends keyof Data ? never : Name,
    fn: (context: CallContext) => Value | PromiseLike<Value>,
    options?: RequiredPartOptions,
  ): PartialResponseBuilder<Data & Readonly<Record<Name, PartValue<Value, never>>>>;
  /**
   * Calls all parts at once, and waits for them.
   *
   * @returns What there is. Rejects with whatever a required part rejects with, at once; or with `signal.reason` as it
   * is if the caller aborts.
   */
  gather(): Promise<PartialResponse<Data>>;
}

/**
 * Puts a response together of parts, some of which it can do without: one that fails, or that does not answer in time,
 * is replaced by its fallback, and the response says so.
 *
 * Don't use it for writes, or where a user would take a fallback for the truth: an empty list of allergies is no
 * answer. Such parts are `required`.
 *
 * @throws {TypeError} If `options` is no object.
 * @throws {RangeError} If an option is not as documented; names it and the value received.
 *
 * @example A page without its reviews
 * ```ts
 * import { partialResponse } from '@failsoft/runtime';
 * import assert from 'node:assert/strict';
 *
 * const { data, warnings, degraded } = await partialResponse({ name: 'product page', logger: { warn: () => {} } })
 *   .required('product', async () => ({ name: 'Tea' }))
 *   .part('stock', async () => 12, { fallback: null })
 *   .part('reviews', () => new Promise<string[]>(() => {}), {
 *     fallback: [],
 *     timeoutMs: 20,
 *     warning: 'Reviews are not available at the moment.',
 *   })
 *   .gather();
 *
 * assert.deepEqual(data, { product: { name: 'Tea' }, stock: 12, reviews: [] });
 * assert.deepEqual(warnings, [{ part: 'reviews', reason: 'timed-out', message: 'Reviews are not available at the moment.' }]);
 * assert.equal(degraded, true);
 * ```
 */
export function partialResponse(options: PartialResponseOptions = {}): PartialResponseBuilder<object> {
  const optional = { name: text, timeoutMs: duration, signal: abortSignal, logger: loggerKind, clock: clockKind };
  requireOptions('Cannot create a partial response', options, {}, optional);
  return new Builder(options, [], () => Promise.resolve({ data: {}, warnings: [] }));
}

type Part<Value> = (context: CallContext) => Value | PromiseLike<Value>;

interface Gathered<Data> {
  readonly data: Data;
  readonly warnings: readonly PartWarning[];
}

class Builder<Data extends object> implements PartialResponseBuilder<Data> {
  readonly #gather: () => Promise<Gathered<Data>>;
  readonly #options: PartialResponseOptions;
  readonly #names: readonly string[];

  constructor(options: PartialResponseOptions, names: readonly string[], gather: () => Promise<Gathered<Data>>) {
    this.#options = options;
    this.#names = names;
    this.#gather = gather;
  }

  async gather(): Promise<PartialResponse<Data>> {
    const { data, warnings } = await this.#gather();
    return { data, warnings, degraded: warnings.length > 0 };
  }

  part<const Name extends string, Value, Fallback>(
    name: Name extends keyof Data ? never : Name,
    fn: Part<Value>,
    options: PartOptions<Value, Fallback>,
  ): PartialResponseBuilder<Data & Readonly<Record<Name, PartValue<Value, Fallback>>>> {
    const call = this.#bounded(name, fn, options);
    const { fallback, warning, enabled, isStale } = options;
    const missing = (reason: PartReason): Gathered<Value | Fallback> => ({ data: fallback, warnings: [partWarning(name, reason, warning)] });
    const ask = async (): Promise<Gathered<Value | Fallback>> => {
      if (enabled?.() === false) return missing('switched-off');
      return call().then((data) => ({ data, warnings: isStale?.(data) ? [partWarning(name, 'stale', warning)] : [] }));
    };
    return this.#with<Name, Value, Fallback>(name, () =>
      ask().catch((error: unknown) => {
        this.#options.signal?.throwIfAborted();
        const reason = reasonOf(error);
        this.#tell(name, reason, error);
        return missing(reason);
      }),
    );
  }

  required<const Name extends string, Value>(
    name: Name extends keyof Data ? never : Name,
    fn: Part<Value>,
    options: RequiredPartOptions = {},
  ): PartialResponseBuilder<Data & Readonly<Record<Name, PartValue<Value, never>>>> {
    const call = this.#bounded(name, fn, options);
    return this.#with<Name, Value, never>(name, () => call().then((data) => ({ data, warnings: [] })));
  }

  #with<Name extends string, Value, Fallback>(
    name: Name,
    gather: () => Promise<Gathered<Value | Fallback>>,
  ): PartialResponseBuilder<Data & Readonly<Record<Name, PartValue<Value, Fallback>>>> {
    return new Builder(this.#options, [...this.#names, name], async () => {
      const [before, part] = await Promise.all([this.#gather(), gather()]);
      return { data: withPart<Data, Name, Value, Fallback>(before.data, name, part.data), warnings: [...before.warnings, ...part.warnings] };
    });
  }

  #bounded<Value>(name: string, fn: Part<Value>, options: RequiredPartOptions): () => Promise<Value> {
    const action = `Cannot add the part ${name}`;
    requireArgument(action, 'name', name, (text(name) === true && !this.#names.includes(name)) || 'a string that no other part is named');
    requireFunction(action, fn);
    requireOptions(action, options, {}, { timeoutMs: duration, warning: wording, enabled: callback, isStale: callback });
    const { timeoutMs = this.#options.timeoutMs ?? 5_000 } = options;
    return () => withTimeout(fn, { ...this.#options, name, timeoutMs });
  }

  #tell(part: string, reason: PartReason, error: unknown): void {
    const { name = 'response', logger = consoleLogger, clock = systemClock } = this.#options;
    publish('response:part-missing', { name, part, reason, error });
    const log = logs.get(logger) ?? quietLog(clock);
    logs.set(logger, log);
    log(logger, `${name}: goes without its part ${part}`, error);
  }
}

const wording: Kind = (value) => text(value) === true || isMethod(value) || 'a text or a function';

/** A response lives for one request; the line a second is the logger's. */
const logs = /* @__PURE__ */ new WeakMap<Logger, QuietLog>();

function withPart<Data, Name extends string, Value, Fallback>(
  data: Data,
  name: Name,
  value: Value | Fallback,
): Data & Readonly<Record<Name, PartValue<Value, Fallback>>>;
function withPart(data: object, name: string, value: unknown): object {
  return { ...data, [name]: value };
}
