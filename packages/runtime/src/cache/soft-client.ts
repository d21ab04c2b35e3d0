import { libraryOf, missOf } from './cache-libraries.js';
import { systemClock } from '../clock.js';
import { consoleLogger } from '../telemetry/logger.js';
import { missLog } from './miss-log.js';
import type { Miss } from './miss-values.js';
import { hasMethods, isMethod, isObject } from '../shapes.js';
import type { SoftCacheOptions } from './soft-cache.js';
import { softLoader } from './soft-load.js';
import { withTimeout } from '../timeout/timeout.js';

/** Calls a method of the client. */
type Call = (args: readonly unknown[]) => unknown;

/** Makes what `softCache` hands out: the proxy of a client, whose checked options these are. */
export function softClient<Client extends object>(client: Client, options: SoftCacheOptions): Client {
  const { timeoutMs, name = 'cache', missValues = {}, logger = consoleLogger, clock = systemClock } = options;
  const library = libraryOf(client);
  const origin = originOf(client);
  const limits = { timeoutMs, name, clock };
  const tell = missLog(name, logger, clock);
  const readThrough = softLoader(limits);
  return proxyOf(client);

  /** @param target The client or a view of it. */
  function proxyOf<Target extends object>(target: Target): Target {
    const wrapped = new Map<PropertyKey, { readonly method: unknown; readonly wrapper: unknown }>();
    // A proxy has to hand out the methods of a frozen object as they are.
    const proxy = new Proxy(Object.isFrozen(target) ? thawedCopy(target) : target, {
      // Getters, setters and methods run with the client as `this`: private fields are not to be had through a proxy.
      set: (_, property, value) => Reflect.set(target, property, value),
      get(_, property) {
        const method: unknown = Reflect.get(target, property);
        if (!isMethod(method) || property === 'constructor') return method;
        const known = wrapped.get(property);
        if (known?.method === method) return known.wrapper;
        const soften = softenerOf(property);
        const call: Call = (args) => {
          const answer: unknown = Reflect.apply(method, target, args);
          return property === 'connect' && answer instanceof Promise ? answer.then(toProxy) : toProxy(answer);
        };
        // A proxy, so that a method keeps its name, its length and what a test's spy has put on it.
        const wrapper = new Proxy(method, { apply: (_method, _self, args) => soften(call, args) });
        wrapped.set(property, { method, wrapper });
        return wrapper;
      },
    });
    return proxy;

    /** A client hands out itself, for chaining and when it has connected; node-redis also views with other options. */
    function toProxy(value: unknown): unknown {
      if (value === target) return proxy;
      if (!isObject(value)) return value;
      return value === origin || Object.prototype.isPrototypeOf.call(origin, value) ? proxyOf(value) : value;
    }
  }

  /** How a method is called, decided once. */
  function softenerOf(property: PropertyKey): (call: Call, args: readonly unknown[]) => unknown {
    const method = String(property);
    const miss = missOfMethod(method);
    if (miss !== undefined) return (call, args) => callSoftly(method, miss, call, args);
    const answerWith = library.loaders?.get(method);
    if (answerWith === undefined) return (call, args) => call(args);
    return (call, args) => {
      const [key, load, ...rest] = args;
      if (!isMethod(load)) return call(args);
      return readThrough({
        key,
        load,
        read: (loadOnce) => call([key, loadOnce, ...rest]),
        answerWith: (loaded) => answerWith(loaded, args),
        onMiss: (error) => tell(method, error),
      });
    };
  }

  function missOfMethod(method: string): Miss | undefined {
    if (!Object.hasOwn(missValues, method)) return missOf(library, method);
    const value: unknown = Reflect.get(missValues, method);
    return (args) => (isMethod(value) ? value(...args) : value);
  }

  function callSoftly(method: string, miss: Miss, call: Call, args: readonly unknown[]): unknown {
    const answerMiss = (error: unknown): unknown => {
      tell(method, error);
      return miss(args);
    };
    try {
      const answer = call(args);
      return hasMethods(answer, 'then') ? withTimeout(() => answer, limits).catch(answerMiss) : answer;
    } catch (error) {
      return Promise.resolve(answerMiss(error));
    }
  }
}

/** What the views of a client inherit from: the client, or what it is a view of itself, as in node-redis. */
function originOf(client: object): object {
  const prototype = Reflect.getPrototypeOf(client);
  return prototype === null || Object.hasOwn(prototype, 'constructor') ? client : originOf(prototype);
}

function thawedCopy<Target extends object>(frozen: Target): Target {
  const copy = { ...frozen };
  Reflect.setPrototypeOf(copy, Reflect.getPrototypeOf(frozen));
  return copy;
}
