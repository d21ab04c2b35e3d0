/** The binding of oxc-parser that runs on every platform: its WebAssembly for one thread, which it publishes without something to load it with. */
import { readFileSync } from 'node:fs';
import { instantiateNapiModuleSync, type PluginFactory } from '@emnapi/core';
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
    plugins: [asyncWork, threadsafeFunction].filter(isPlugin),
    overwriteImports: ({ env, napi, emnapi }) => ({ env: { ...env, ...napi, ...emnapi, memory }, wasi_snapshot_preview1: systemOf(memory) }),
    beforeInit({ instance: { exports } }) {
      const names = ['_initialize', ...Object.keys(exports).filter((name) => name.startsWith('__napi_register__'))];
      for (const start of names.map((name) => exports[name])) if (isStarter(start)) start();
    },
  });
  const exported: unknown = napiModule.exports;
  if (!isBinding(exported)) throw new Error('the WebAssembly of oxc-parser has no parseSync');
  return exported;
}

function isStarter(exported: unknown): exported is () => unknown {
  return typeof exported === 'function';
}

/** The types of plugins lead to nowhere. */
function isPlugin(exported: unknown): exported is PluginFactory {
  return typeof exported === 'function';
}

function isBinding(exported: unknown): exported is Binding {
  return typeof exported === 'object' && exported !== null && 'parseSync' in exported && typeof exported.parseSync === 'function';
}
