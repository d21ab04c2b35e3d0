/**
 * All that the runtime uses of its host, declared here so that it can use nothing else: neither the types of Node nor
 * those of a browser are there when it is compiled. Not published: `AbortSignal` in the published types is the user's.
 * (What only some hosts have, the telemetry channels, is looked up at run time.)
 */

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
}

declare const performance: { now(): number };
declare const console: { warn(message: string): void };
declare function setTimeout(callback: () => void, delayMs: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare const crypto: {
  randomUUID(): string;
  readonly subtle: { digest(algorithm: 'SHA-256', data: Uint8Array): Promise<ArrayBuffer> };
};
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
interface ImportMeta {
  readonly url: string;
}
declare class Response {
  constructor(body: string, init: { readonly status: number; readonly headers: Readonly<Record<string, string>> });
}
