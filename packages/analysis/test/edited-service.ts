/** A small service whose files bear on one another, each in several versions: as they are between one edit and the next. */

interface EditedFile {
  /** The same in all versions: most edits change no imports. */
  readonly imports: string;
  readonly versions: readonly string[];
}

const files: Readonly<Record<string, EditedFile>> = {
  'src/redis.ts': {
    imports: `import { Redis } from 'ioredis';\nimport { options } from './options.js';\nimport { makeRedis } from './make.js';\n`,
    versions: [
      `export const redis = new Redis(process.env.URL);\n`,
      `export const redis = new Redis(process.env.URL, { commandTimeout: 500, connectTimeout: 500 });\n`,
      `export const redis = new Redis(options);\nredis.on('error', console.error);\n`,
      `export const redis = makeRedis();\n`,
      `const redis = new Redis();\nexport { redis };\nexport const never = 0;\n`,
      `export const redis = undefined;\n`,
      `export const redis = new Redis(;\n`,
    ],
  },
  'src/options.ts': {
    imports: '',
    versions: [
      `export const options = { host: 'redis' };\n`,
      `export const options = { host: 'redis', commandTimeout: 300, connectTimeout: 300 };\n`,
      `const base = { commandTimeout: 0 };\nexport const options = { ...base, host: 'redis' };\n`,
    ],
  },
  'src/make.ts': {
    imports: `import { Redis } from 'ioredis';\nimport { options } from './options.js';\n`,
    versions: [
      `export function makeRedis() {\n  return new Redis(options);\n}\n`,
      `export function makeRedis() {\n  return new Redis({ host: 'x' });\n}\n`,
      `export function makeRedis() {\n  return new Map();\n}\n`,
    ],
  },
  'src/index.ts': {
    imports: '',
    versions: [
      `export * from './redis.js';\nexport * from './bounded.js';\n`,
      `export { redis } from './redis.js';\nexport { bounded } from './bounded.js';\n`,
      `export { redis as cache } from './redis.js';\nexport {} from './bounded.js';\n`,
    ],
  },
  'src/bounded.ts': {
    imports: `import pTimeout from 'p-timeout';\n`,
    versions: [
      `export function bounded<T>(work: Promise<T>) {\n  return pTimeout(work, { milliseconds: 500 });\n}\n`,
      `export async function bounded<T>(work: Promise<T>) {\n  return work;\n}\n`,
      `export async function bounded<T>(work: Promise<T>) {\n  return Promise.race([work, new Promise((_, reject) => setTimeout(reject, 500))]);\n}\n`,
      `export function bounded(work: () => string) {\n  return work;\n}\n`,
    ],
  },
  'src/service.ts': {
    imports: `import { redis, cache, bounded } from './index.js';\n`,
    versions: [
      `export async function load(id: string) {\n  return bounded(redis.get(id));\n}\n`,
      `export async function load(id: string) {\n  return redis.get(id);\n}\nexport async function save(id: string) {\n  await redis.set(id, '1');\n}\n`,
      `export async function load(id: string) {\n  try {\n    return await redis.get(id);\n  } catch {\n    return undefined;\n  }\n}\n`,
      `export const load = async (id: string) => cache.get(id);\nexport const take = async () => cache.brpop('jobs', 0);\n`,
      `export async function load(id: string) {\n  return redis.\n}\n`,
    ],
  },
  'src/handler.ts': {
    imports: `import express from 'express';\nimport { bounded } from './bounded.js';\nimport * as service from './service.js';\nexport const app = express();\n`,
    versions: [
      `app.get('/a', async (req, res) => {\n  res.json(await service.load(req.params.id));\n});\n`,
      `app.get('/a', async (req, res) => {\n  try {\n    res.json(await service.load(req.params.id));\n  } catch {}\n});\n`,
      `app.post('/a', async (req, res) => {\n  res.json(await Promise.all(req.body.ids.map((id: string) => service.load(id))));\n});\n`,
      `app.get('/a', (req, res) => service.load('a').catch(() => undefined));\n`,
      `app.get('/a', async (req, res) => res.json(await bounded(service.load('a'))));\n`,
      `app.get((;\n`,
    ],
  },
  'src/chunks.ts': {
    imports: `import { eachOf } from './each.js';\n`,
    versions: [
      `export const all = (ids: string[]) => eachOf(ids);\n`,
      `export const all = () => eachOf(['a', 'b']);\n`,
      `export const none = () => other([]);\n`,
    ],
  },
  'src/each.ts': {
    imports: `import * as service from './service.js';\n`,
    versions: [
      `export async function eachOf(ids: string[]) {\n  return Promise.all(ids.map((id) => service.load(id)));\n}\n`,
      `export async function eachOf(ids: string[]) {\n  for (const id of ids) await service.load(id);\n}\n`,
    ],
  },
  'src/elsewhere.ts': { imports: '', versions: [`export const text = 'eachOf';\n`, `export const text = 'none';\n`, `export const call = () => globalThis.eachOf(readAll());\n`] },
  'src/listen.ts': {
    imports: `import { redis } from './redis.js';\n`,
    versions: [`export function listen() {\n  redis.on('error', console.error);\n}\n`, `export function listen() {\n  redis.on('ready', console.log);\n}\n`, `export function listen() {}\n`],
  },
  'src/worker.ts': {
    imports: `import { Worker } from 'bullmq';\nimport { redis } from './redis.js';\n`,
    versions: [
      `export const worker = new Worker('jobs', async () => {}, { connection: redis });\n`,
      `export async function next() {\n  for (;;) await redis.blpop('jobs', 0);\n}\n`,
      `export const worker = undefined;\n`,
    ],
  },
  'src/typed.ts': {
    imports: `import type { Redis } from 'ioredis';\nimport { bounded } from './bounded.js';\n`,
    versions: [
      `export class Store {\n  constructor(private readonly redis: Redis) {}\n  read(id: string) {\n    return this.redis.get(id);\n  }\n}\n`,
      `export class Store {\n  constructor(private readonly redis: Redis) {}\n  read(id: string) {\n    return bounded(this.redis.get(id));\n  }\n}\n`,
      `export class Store {}\n`,
    ],
  },
  'src/http.ts': {
    imports: `import axios from 'axios';\nimport { signal } from './signal.js';\n`,
    versions: [
      `export async function page() {\n  return axios.get('https://example.com');\n}\n`,
      `export async function page() {\n  return axios.get('https://example.com', { signal: signal() });\n}\n`,
      `export async function page() {\n  return fetch('https://example.com', { signal: signal() });\n}\n`,
    ],
  },
  'src/signal.ts': {
    imports: `import { time } from './time.js';\n`,
    versions: [`export const signal = () => AbortSignal.timeout(500);\n`, `export const signal = () => undefined;\n`, `export function signal() {\n  return AbortSignal.timeout(time);\n}\n`],
  },
  'src/defaults.ts': {
    imports: `import axios from 'axios';\nimport { Agent, setGlobalDispatcher } from 'undici';\nimport { time } from './time.js';\n`,
    versions: [
      `axios.defaults.timeout = 3000;\n`,
      `axios.defaults.timeout = time;\n`,
      `export const never = axios;\n`,
      `setGlobalDispatcher(new Agent({ headersTimeout: time, bodyTimeout: time }));\n`,
    ],
  },
  'src/time.ts': { imports: '', versions: [`export const time = 3000;\n`, `export const time = 0;\n`, `export let time: number;\n`] },
  'src/main.ts': {
    imports: `import { app } from './handler.js';\nimport { page } from './http.js';\nimport './defaults.js';\nimport './worker.js';\n`,
    versions: [`app.listen(3000);\n`, `async function main() {\n  await page();\n}\nmain().then(() => process.exit(0));\n`, `export const start = () => app.listen(3000);\n`],
  },
  'src/job.ts': {
    imports: `import { only } from './only.js';\n`,
    versions: [`async function main() {\n  await only();\n}\nmain();\n`, `setInterval(() => only(), 1000);\n`, `export const run = () => only();\n`],
  },
  'src/only.ts': { imports: `import { signal } from './signal.js';\n`, versions: [`export const only = () => fetch('https://example.com');\n`, `export const only = () => fetch('https://example.com', { signal: signal() });\n`] },
};

export const manifest = {
  name: 'service',
  private: true,
  type: 'module',
  dependencies: { ioredis: '^5.4.0', express: '^5.0.0', bullmq: '^5.0.0', axios: '^1.7.0', undici: '^7.0.0', 'p-timeout': '^6.0.0' },
};

export const names = Object.keys(files);

/** All texts that a file may have. Some do not parse. */
export function textsOf(name: string): readonly string[] {
  const { imports = '', versions = [] } = files[name] ?? {};
  return versions.map((version) => imports + version);
}

/** The file without what it imports. */
export function unconnected(name: string): string {
  return files[name]?.versions[0] ?? '';
}

export const firstTexts: Readonly<Record<string, string>> = Object.fromEntries(names.map((name) => [name, textsOf(name)[0] ?? '']));
