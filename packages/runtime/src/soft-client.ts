import { libraryOf, missOf, type CacheLibrary, type LoaderAnswer } from './cache-libraries.js';
import { cacheMissOnError } from './channels.js';
import { systemClock, type Clock } from './clock.js';
import { consoleLogger } from './logger.js';
import { MissLog } from './miss-log.js';
import type { Miss } from './miss-values.js';
import { hasMethods, isObject } from './options.js';
import type { SoftCacheOptions } from './soft-cache.js';
import { SoftLoader } from './soft-load.js';
import { withTimeout } from './timeout.js';

/** Calls the client's own method. */
type Call = (args: readonly unknown[]) => unknown;

/** Makes the proxies of a cache client: of itself, and of the views of it that it hands out. */
export class SoftClient {
  readonly #client: object;
  readonly #library: CacheLibrary;
  readonly #missValues: object;
  readonly #limits: { readonly timeoutMs: number; readonly name: string; readonly clock: Clock };
  readonly #log: MissLog;
  readonly #loader: SoftLoader;

  constructor(client: object, options: SoftCacheOptions) {
    const { timeoutMs, name = 'cache', missValues = {}, logger = consoleLogger, clock = systemClock } = options;
    this.#client = client;
    this.#library = libraryOf(client);
    this.#missValues = missValues;
    this.#limits = { timeoutMs, name, clock };
    this.#log = new MissLog(name, logger, clock);
    this.#loader = new SoftLoader(this.#limits);
  }

  /** @param target The client, or an object that inherits from it. */
  proxyOf<Target extends object>(target: Target): Target {
    const wrapped = new Map<PropertyKey, { readonly method: unknown; readonly wrapper: unknown }>();
    // A proxy has to hand out the methods of a frozen object as they are: such a client is inherited from instead.
    const proxied: Target = Object.isFrozen(target) ? Object.create(target) : target;
    const proxy = new Proxy(proxied, {
      // Getters, setters and methods run with the client as `this`: private fields are not to be had through a proxy.
      set: (_, property, value) => Reflect.set(target, property, value),
      get: (_, property) => {
        const method: unknown = Reflect.get(target, property);
        if (typeof method !== 'function' || property === 'constructor') return method;
        const known = wrapped.get(property);
        if (known?.method === method) return known.wrapper;
        const soften = this.#softenerOf(property);
        // A proxy, so that a method keeps its name, its length and what a test's spy has put on it.
        const wrapper = new Proxy(method, {
          apply: (_method, _self, args) => soften((given) => toProxy(Reflect.apply(method, target, given)), args),
        });
        wrapped.set(property, { method, wrapper });
        return wrapper;
      },
    });
    /** A client hands out itself for chaining and when it has connected; node-redis also views with other options. */
    const toProxy = (value: unknown): unknown => {
      if (value === target) return proxy;
      if (isObject(value) && Object.prototype.isPrototypeOf.call(this.#client, value)) return this.proxyOf(value);
      return value;
    };
    return proxy;
  }

  /** How a method is called, decided once. */
  #softenerOf(property: PropertyKey): (call: Call, args: readonly unknown[]) => unknown {
    if (typeof property === 'string') {
      const miss = this.#missOf(property);
      if (miss !== undefined) return (call, args) => this.#callSoftly(property, miss, call, args);
      const answerWith = this.#library.loaders?.get(property);
      if (answerWith !== undefined) return (call, args) => this.#loadSoftly(property, answerWith, call, args);
    }
    return (call, args) => call(args);
  }

  #missOf(property: string): Miss | undefined {
    if (!Object.hasOwn(this.#missValues, property)) return missOf(this.#library, property);
    const value: unknown = Reflect.get(this.#missValues, property);
    return (args) => (typeof value === 'function' ? Reflect.apply(value, undefined, args) : value);
  }

  #callSoftly(method: string, miss: Miss, call: Call, args: readonly unknown[]): unknown {
    const answerMiss = (error: unknown): unknown => {
      this.#tell(method, error);
      return miss(args);
    };
    try {
      const answer = call(args);
      return hasMethods(answer, 'then') ? withTimeout(() => answer, this.#limits).catch(answerMiss) : answer;
    } catch (error) {
      return Promise.resolve(answerMiss(error));
    }
  }

  #loadSoftly(method: string, answerWith: LoaderAnswer, call: Call, args: readonly unknown[]): unknown {
    const [key, load, ...rest] = args;
    if (typeof load !== 'function') return call(args);
    return this.#loader.read(
      key,
      () => Reflect.apply(load, undefined, []),
      (loadOnce) => call([key, loadOnce, ...rest]),
      (loaded) => answerWith(loaded, args),
      (error) => this.#tell(method, error),
    );
  }

  #tell(method: string, error: unknown): void {
    cacheMissOnError.publish({ name: this.#limits.name, method, error });
    this.#log.write(method, error);
  }
}
