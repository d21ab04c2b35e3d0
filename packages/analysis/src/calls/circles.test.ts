/** Names in the middle of an edit stand for each other: questions about calls end. */
import { describe, expect, it } from 'vitest';
import { ask, type Question } from '../../test/rewriting.js';
import { lowered, valueOf } from '../../test/lowered.js';
import { baseOf } from './remote-host.js';

const everything: Question = ({ calls, clients, cacheUses, silentCatches, fanOuts }) => {
  for (const record of [...calls, ...clients, ...cacheUses, ...silentCatches, ...fanOuts]) expect(Object.values(record)).toBeDefined();
  for (const { isGuarded, blocking, errorListener } of clients) expect([isGuarded, blocking, errorListener]).toBeDefined();
  return [];
};
const head = `import { Redis } from 'ioredis';\nconst redis = new Redis();\n`;

describe('what stands for itself', () => {
  it.each([
    ['a key', `const k = k;\nawait redis.get(k);`],
    ['a key of a template', 'const k = `${k}`;\nawait redis.get(k);\nawait redis.mget([k]);'],
    ['a list', `const l = l;\nfor (const client of l) client.on('error', log);`],
    ['two lists', `const l = m, m = l;\nl.forEach((client) => client.on('error', log));`],
    ['a list of calls', `const l = m, m = l;\nawait Promise.all(l.map((key) => redis.get(key)));\nawait Promise.all(l);`],
    ['a host', 'async function f() {\n  const config = config.url;\n  await fetch(config);\n  await fetch(`${config}/a`);\n}'],
    ['a URL', 'const url = `${url}`;\nawait fetch(url);\nconst a = b + 1, b = a + 1;\nawait fetch(a);'],
    ['a length', `const n = m, m = n;\nawait Promise.all(Array.from({ length: n }).map(() => redis.get('a')));`],
    ['a signal', `const signal = AbortSignal.any([signal]);\nawait fetch('a', { signal });`],
    ['a function that answers a signal', `const signal = () => signal;\nawait fetch('a', { signal });`],
    [
      'objects that spread two others each',
      Array.from({ length: 60 }, (_, index) => `const o${index + 2} = { ...o${index + 1}, ...o${index}, a: 1 };`)
        .join('\n')
        .concat(`\nconst o0 = {}, o1 = {};\nawait fetch('a', o61);`),
    ],
    ['objects', `const p = { ...q }, q = { ...p };\nawait fetch('a', p);\nnew Redis(p).get('a');`],
    ['timers', `const t = u, u = t;\nawait Promise.race([redis.get('a'), t]);`],
    ['a constant text', `const HOSTS = hosts, hosts = HOSTS;\nawait Promise.all(HOSTS.split(',').map((host) => fetch(host)));`],
  ])('ends: %s', (_, code) => {
    expect(() => ask(everything, `${head}${code}\n`)).not.toThrow();
  });

  it('ends: the base of a URL', () => {
    for (const text of ['const value = `${value}`;', 'const a = b + 1, b = a + 1, value = a;']) expect(baseOf(valueOf(lowered(text)))).toBeDefined();
  });
});
