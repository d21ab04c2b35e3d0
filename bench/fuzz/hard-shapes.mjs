/** Files and projects of the shapes that analyses get lost in: deep, long, many, and going round in circles. */
import { argumentsOf, catalogueNames, clientCode, packageNames } from './client-code.mjs';

const nestings = [
  ['(', ')', '1'],
  ['[', ']', 'fetch(url)'],
  ['{ const a = 1; ', ' }', 'await fetch(url);'],
  ['if (a) { ', ' }', 'await fetch(url);'],
  ['try { ', ' } catch {}', 'await fetch(url);'],
  ['try {} catch { ', ' }', 'await fetch(url);'],
  ['() => ', '', 'fetch(url)'],
  ['async () => { await ', '; }', 'fetch(url)'],
  ['f(', ')', 'fetch(url)'],
  ['new A(', ')', 'fetch(url)'],
  ['await ', '', 'fetch(url)'],
  ['!', '', 'fetch(url)'],
  ['a ? b : ', '', 'fetch(url)'],
  ['a ?? ', '', 'fetch(url)'],
  ['x = ', '', 'fetch(url)'],
  ['({ a: ', ' })', 'fetch(url)'],
  ['`${', '}`', 'fetch(url)'],
  ['Promise.all([', '])', 'fetch(url)'],
  ['withTimeout(() => ', ', 5)', 'fetch(url)'],
  ['function f() { ', ' }', 'return fetch(url);'],
  ['class A { m() { ', ' } }', 'return fetch(url);'],
  ['for (;;) { ', ' }', 'await fetch(url);'],
  ['label: ', '', 'fetch(url)'],
];

function nested(random) {
  const [open, close, inside] = random.pick(nestings);
  const depth = random.weighted([[4, 30], [3, 100], [2, 300], [1, 1000]]);
  return `export async function nested(url, a, b, x) {\n${open.repeat(depth)}${inside}${close.repeat(depth)}\n}\n`;
}

const chains = [
  (count) => `fetch(url)${'.then((a) => a)'.repeat(count)};`,
  (count) => `a${'.b'.repeat(count)}.get(url);`,
  (count) => `axios.create()${'.create()'.repeat(count)}.get(url);`,
  (count) => `x = ${'a + '.repeat(count)} await fetch(url);`,
  (count) => `x = ${'a || '.repeat(count)} await fetch(url);`,
  (count) => `if (a) {} ${'else if (a === 1) { await fetch(url); } '.repeat(count)}`,
  (count) => `await Promise.all([${'fetch(url), '.repeat(count)}]);`,
  (count) => `fetch(url, { ${'a: 1, '.repeat(count)} });`,
  (count) => `const { ${Array.from({ length: count }, (_, index) => `a${index} = fetch(url)`).join(', ')} } = x;`,
  (count) => `switch (x) { ${'case 1: await fetch(url); break; '.repeat(count)} }`,
  (count) => `\`${'${await fetch(url)}'.repeat(count)}\`;`,
  (count) => `x = "${'long '.repeat(count * 20)}"; await fetch(x);`,
  (count) => `// ${'long '.repeat(count * 20)}\nawait fetch(url);`,
  (count) => `q${'.where(a)'.repeat(count)}.execute();`,
];

function long(random) {
  const chain = random.pick(chains)(random.weighted([[6, 50], [3, 200], [1, 1000]]));
  return `import axios from 'axios';\nimport { Kysely } from 'kysely';\nconst q = new Kysely({});\nexport async function long(url, a, x) {\n${chain}\n}\n`;
}

const repeated = [
  (index) => `export const a${index} = await fetch('https://a/${index}');`,
  (index) => `const c${index} = new Redis(${index}); c${index}.get('a');`,
  () => `var same = new Pool(); same.query('select 1');`,
  (index) => `function f${index}() { return f${index + 1}(); }`,
  (index) => `async function g${index}() { await g${index + 1}(); await g${index + 2}(); return fetch('a'); }`,
  (index) => `class C${index} extends C${index + 1} { m() { return this.n().get('a'); } }`,
  (index) => `const v${index + 1} = v${index} ?? v${index + 1};`,
  (index) => `let w${index} = w${index + 1} || (w${index + 1} = new Redis());`,
  (index) => `export const get${index} = (key) => redis.get(key).catch(() => null);`,
  (index) => `redis.on('error${index}', () => {});`,
  (index) => `try { await redis.get('${index}'); } catch (error) { }`,
  (index) => `const o${index} = { ...o${index - 1}, ...o${index - 2}, timeout: ${index} }; fetch('a', o${index});`,
  (index) => `const h${index} = (a, next) => (a ? h${index + 1}(a, h${index + 2}) : h${index + 3}(next, a));`,
  (index) => `state = state ? make${index}(state) : new Redis(state);`,
];

function many(random) {
  const count = random.weighted([[6, 60], [3, 300], [1, 1000]]);
  const line = random.pick(repeated);
  return `import { Redis } from 'ioredis';\nimport { Pool } from 'pg';\nconst redis = new Redis();\nlet state;\n${random.times(count, line).join('\n')}\nf0(); g0(); new C0().m(); v${count}.get('a'); w0.get('a'); state.get('a'); h0(redis, h1).get('a');\n`;
}

const circles = [
  'const a = a.b; a.get(1);',
  'const a = a(); a.query();',
  'const k = k; redis.get(k); redis.set(`${k}`, l); const l = m, m = l; for (const c of l) c.on("error", log); l.forEach((c) => c.get(k));',
  'const n = m, m = n; await Promise.all(Array.from({ length: n }).map(() => redis.get("a"))); await Promise.all(l.slice(0, n).map((k) => fetch(k))); const l = l.data;',
  'const url = `${url}`; fetch(url); const base = root + "/a", root = base + "/b"; fetch(base); axios.get(`${base}/c`); async function f() { const config = config.url; await fetch(config); await fetch(`${config.a}/b`); }',
  'const t = u, u = t; await Promise.race([redis.get("a"), t]); const signal = () => signal; fetch(url, { signal });',
  'const a = a; fetch(url, a); fetch(a); new Redis(a); new Redis(url, a).get(1);',
  'const p = q, q = p; fetch(url, p); new Redis(p).get(1); new Redis({ port: p, ...q }).get(1);',
  'let x = x ?? y, y = x; x.get(1);',
  'let x = y, y = z, z = x; z.get("a");',
  'const { a, b = a } = b ?? { a: b }; a.get();',
  'const [p, q] = [q, p]; p.get(1);',
  'const o = { o, get: () => o.get }; o.o.o.get()();',
  'const o = { ...o, ...p }, p = { ...o }; fetch(url, o); fetch(url, p.p);',
  'function f(x = f(x)) { return f(x); } f().get(1);',
  'function f(g) { return g(f); } f(f).get(1);',
  'const f = (x) => g(x), g = (x) => f(x); f(new Redis()).get("a");',
  'async function f() { await g(); } async function g() { await f(); await fetch("a"); } f();',
  'class A extends B {} class B extends A {} new A().get(1); new B().query();',
  'class A extends A { constructor() { super(A); } m() { return super.m().get(1); } } new A().m();',
  'class A { a = this.b; b = this.a; m() { return this.a.get(1); } get c() { return this.c; } n() { return this.c.get(1); } }',
  'class A { a = new A(); m() { return this.a.a.a.m(); } } new A().m().get();',
  'class A extends (class extends B {}) {} class B extends mixin(A) {} function mixin(X) { return class extends X {}; } new A().get(1);',
  'var x = new Redis(); var x = x.duplicate(); x = x.duplicate(x); x.get("a");',
  'this.a = this.b; this.b = this.a; this.a.get(1);',
  'module.exports = exports = module.exports; module.exports.get(1); exports.a = exports.b; exports.b = exports.a;',
  'export default exports.default; export { a as b, b as a }; var a = b, b = a;',
  'type A = B; type B = A; interface C extends D {} interface D extends C {} export function f(a: A, c: C) { a.get(1); c.get(1); }',
  'namespace N { export import M = N.M; export const x = M.x; } N.x.get(1); import Q = Q.Q; Q.get();',
  'enum E { A = E.B, B = E.A } fetch(E.A, { timeout: E.B });',
  'const timeout = timeout * 2; fetch(url, { signal: AbortSignal.timeout(timeout) });',
  'const s = t, t = s; let u = u; fetch(url, { signal: s }); fetch(url, { signal: u }); axios.get(url, { signal: s });',
  'const signal = AbortSignal.any([signal]); fetch(url, { signal });',
  'for (const x of x) x.get(1); for (let i = i; ; ) i.get(1);',
  'try { await f(); } catch (e) { throw e; } async function f() { try { return await f(); } catch { return f(); } finally { await f(); } }',
  'const h = (r) => r ? h(h)(h) : h; h(h)(h).get(1); Promise.all(h.map(h)); Promise.all(xs.map((x) => h(x)));',
  'const wrap = (fn) => (...args) => wrap(fn)(...args); wrap(wrap)(fetch)(url); wrap(fetch)(url);',
  'const cache = { get: async (k) => cache.get(k) }; await cache.get("a");',
  'let c; function get() { return (c ??= get()); } get().get("a"); c = get;',
  'const p = new Promise((r) => r(p)); await p.get("a"); const d = async () => d(); (await d()).get("a");',
  'import self from "./self.js"; export default self; self.get("a"); export * from "./self.js";',
  'const a = b || c, b = c || a, c = a || b, d = a || b || c || d; d.get("a"); (a ? b : c ? d : a).get("b");',
];

function circular(random) {
  const lines = random.times(random.between(1, 6), () => random.pick(circles));
  const inside = random.chance(0.5) ? lines.map((line) => `{ ${line} }`) : lines;
  return `import { Redis } from 'ioredis';\n${random.chance(0.6) ? clientCode(random) : ''}${inside.join('\n')}\n`;
}

/** A file of one of these shapes. */
export function hardFile(random) {
  const make = random.weighted([[3, nested], [3, long], [2, many], [5, circular]]);
  return { name: make.name, text: make(random) };
}

/** Files that import, re-export, wrap and extend what others of them export. */
export function circularProject(random) {
  const count = random.pick([2, 3, 3, 4, 6, 12, 30]);
  const names = random.times(count, (index) => `m${index}`);
  const extension = random.pick(['ts', 'ts', 'js', 'mts', 'cjs', 'tsx']);
  const other = () => `./${random.pick(names)}${random.pick(['', '.js', `.${extension}`])}`;
  const exported = ['a', 'b', 'client', 'get', 'Base', 'default'];
  const lines = [
    () => `export * from '${other()}';`,
    () => `export * as ${random.pick(['ns', 'client', 'a'])} from '${other()}';`,
    () => `export { ${random.pick(exported)} as ${random.pick(exported)} } from '${other()}';`,
    () => `export { default } from '${other()}';`,
    (index) => `import { ${random.pick(exported)} as i${index} } from '${other()}'; i${index}.get('a'); export const x${index} = i${index}; export { x${index} as ${random.pick(exported)} };`,
    (index) => `import i${index} from '${other()}'; export const client = i${index}.client; export function get() { return i${index}.get().get('a'); }`,
    (index) => `import * as n${index} from '${other()}'; export const a = n${index}.a.b, b = n${index}; await n${index}.client.get('a'); export default n${index}.default;`,
    (index) => `import { Base as B${index} } from '${other()}'; export class Base extends B${index} { run() { return this.client.get('a'); } } new Base().run();`,
    () => `const r = require('${other()}'); module.exports = { ...r, client: r.client, get: r }; r.client.get('a');`,
    () => `module.exports = require('${other()}');`,
    (index) => `export const d${index} = await import('${other()}'); (await d${index}).client.get('a');`,
    (index) => `import { get as g${index} } from '${other()}'; export async function get(k) { try { return await g${index}(k); } catch { return null; } } await Promise.all(ks.map(get));`,
    () => `import { ${random.pick(catalogueNames)} as L } from '${random.pick(packageNames)}'; export const client = new L(${argumentsOf(random)}); client.get('a');`,
    () => clientCode(random),
  ];
  return names.map((name) => ({ path: `src/${name}.${extension}`, text: `${random.times(random.between(1, 5), (index) => random.pick(lines)(index)).join('\n')}\n` }));
}
