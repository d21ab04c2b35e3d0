/** The binding of oxc-parser that runs on every platform: its WebAssembly for one thread, which it publishes without something to load it with. */
import { readFileSync } from 'node:fs';
import { instantiateNapiModuleSync } from '@emnapi/core';
import asyncWork from '@emnapi/core/plugins/async-work';
import threadsafeFunction from '@emnapi/core/plugins/threadsafe-function';
import { createContext } from '@emnapi/runtime';
import type * as oxc from 'oxc-parser';
import { systemOf } from './system.js';

/** Trees are JSON here; oxc-parser makes objects of them. */
type Binding = Pick<typeof oxc, 'parseSync'>;

/** 64 kB each: what the module asks for at least, and the most that 32 bits address. */
const pages = { initial: 1_000, maximum: 65_536 };

let binding: Binding | undefined;

export function parseSync(...given: Parameters<Binding['parseSync']>): ReturnType<Binding['parseSync']> {
  binding ??= instantiate();
  return binding.parseSync(...given);
}

function instantiate(): Binding {
  const memory = new WebAssembly.Memory(pages);
  const module = new WebAssembly.Module(readFileSync(new URL('oxc-parser.wasm', import.meta.url)));
  const { napiModule } = instantiateNapiModuleSync(module, {
    context: createContext(),
    asyncWorkPoolSize: 0,
    plugins: [asyncWork, threadsafeFunction],
    overwriteImports: ({ env, napi, emnapi }) => ({ env: { ...env, ...napi, ...emnapi, memory }, wasi_snapshot_preview1: systemOf(memory) }),
    beforeInit({ instance: { exports } }) {
      call(exports['_initialize']);
      for (const [name, exported] of Object.entries(exports)) if (name.startsWith('__napi_register__')) call(exported);
    },
  });
  const exported: unknown = napiModule.exports;
  if (!isBinding(exported)) throw new Error('the WebAssembly of oxc-parser has no parseSync');
  return exported;
}

function call(exported: unknown): void {
  if (typeof exported === 'function') exported();
}

function isBinding(exported: unknown): exported is Binding {
  return typeof exported === 'object' && exported !== null && 'parseSync' in exported && typeof exported.parseSync === 'function';
}
