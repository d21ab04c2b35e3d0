/** Every parser gives the same module model. */
import { parseForESLint } from '@typescript-eslint/parser';
import { parse } from 'espree';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { commentsOf } from '../../test/lowered.js';
import { dumpModel } from '../../test/model-dump.js';
import { lowerModule } from './lower.js';

const byTypeScript = (path: string, text: string): string => {
  const { ast } = parseForESLint(text, { filePath: path, range: true, comment: true, ecmaFeatures: { jsx: !/\.[cm]?ts$/.test(path) } });
  return dumpModel(lowerModule(ast, { path, text, comments: commentsOf(ast) }));
};

/** Undefined where oxc finds errors: the other parsers let some of them pass. */
const byOxc = (path: string, text: string): string | undefined => {
  const lang = /\.[cm]?ts$/.test(path) ? 'ts' : 'tsx';
  const { program, comments, errors } = parseSync(path, text, { lang, sourceType: 'unambiguous', astType: 'ts', preserveParens: false });
  return errors.length > 0 ? undefined : dumpModel(lowerModule(program, { path, text, comments }));
};

const byEspree = (path: string, text: string, sourceType: 'module' | 'commonjs'): string => {
  const program = parse(text, { range: true, comment: true, ecmaVersion: 'latest', sourceType, ecmaFeatures: { jsx: true } });
  return dumpModel(lowerModule(program, { path, text, comments: commentsOf(program) }));
};

const typeScript = [
  'class A extends B<T> implements C<D> { constructor(@Inject(X) private readonly a: string = "x", @Foo() b?: number, ...d: any[]) { super(); } }',
  'class A { constructor(@Bar() c = 1, @Baz() { e }: E, @Qux() @Quux() protected f?: F) {} }',
  'class A { m<T>(this: A, x: T): void {} get z(): number { return 1; } accessor q = 1; static { f(); } @Dec() f: string; }',
  'class A { [k: string]: any; #p = 1; has(o) { return #p in o; } @a @b.c() readonly d = 1; "e" = 2; 12() {} }',
  'abstract class A { abstract y(): void; static async *[Symbol.iterator]() {} declare d: X; over(a: string): void; over(a) {} private constructor(); }',
  '@Dec export class A {} @Dec() export default class B {}',
  'enum E { A = 1, "b-c", D = f() } declare enum F { A } const enum G { A = E.A | 2 }',
  'namespace X.Y { export const a = 1; } declare global { var x: Foo; }',
  'declare module "m" { export function f(a: string): void; import y from "z"; export default y; } declare module "n" { export = o; }',
  'interface I<T> extends J<T>, K.L { a: string; b?(): void; get c(): X; readonly d?: { e: F } } type T = typeof import("x"); let q: import("a").B<C>;',
  'import x = require("y"); import z = A.B; export import w = A.B; export = x;',
  'let [a, { b: c = 2, ...r }]: [string, { b: number }] = foo!; const { d, e: { f } }: { d: Redis; e: { f: Pool[] } } = g;',
  'declare function g(x): Redis; function over(a: string): void; function over(a) {} export declare const k: K; export declare function l(): L;',
  'let x: A.B.C<D> | null; const y = <any>z; const v = w as unknown as V satisfies U; const h = g<string>; f!(x)!.y;',
  'type L = "a" | 1 | null | -1 | `a` | true | undefined | readonly string[] | (new () => X) | (A & B)[] | keyof A | A["b"];',
  'try { f(); } catch (e: unknown) { g(e); } finally { h(); } using a = b; await using c = d;',
  'import type * as NS from "k"; import { type A, default as B } from "m"; export type { T } from "z"; export * as ns from "q"; export {};',
  'function isA(x: unknown): x is A { return true; } function assert(x): asserts x {} let f: (a: string) => asserts a is X;',
];

const javaScript = [
  'const a = require("a"), { b: c, ...d } = require("b"); var e = require("c").f; require("d"); module.exports = { a, e() {} }; exports.x = require("y")(z);',
  'label: for (const [x, y] of z) { if (x) continue label; else break; } for (var i in o) f(i); for (a.b of c) {} for ([p, q = f()] of r) {}',
  'do { f(); } while (g()); while (h()) { switch (k) { case m(): n(); default: let o = 1; p(o); } }',
  'const f = async ({ a, b: { c = d() } = {} }, [e, , ...g] = h, ...i) => { await j; for await (const k of l) yield_(k); };',
  'function* g() { const x = yield; yield* f(x); return new.target; } async function* h() { await using_; }',
  'const o = { a, "b-c": 1, [d]: 2, ["e"]: 3, f() {}, get g() { return 1; }, set g(x) {}, async *h() {}, ...i, 1: 2, __proto__: null };',
  'x = y ??= z ||= w; ({ a: b.c, d: [e = f()], ...g } = h); [i, ...j.k] = l; m++; --n.o; delete p?.q; void r(); typeof s;',
  'a?.b?.[c]?.(d)?.e; (a?.b).c(); new (f())(); new Foo; new a.b.C(...d); tag`a${b}c`; `x${`y${z}`}`; (a, b(), c); import("x"); import(y);',
  'class A extends (b, c) { static #x = f(); #m() { return this.#x; } static async n() { super.n(); } get [k()]() {} static { this.y = () => this; } }',
  'try { a(); } catch { b(); } try { c(); } catch ({ message: [m] }) { d(m); } finally { e(); } if (f) g(); else if (h) i(); else j();',
  '#!/usr/bin/env node\n"use strict"; // a\n/* b */ f(/x/gi, 10n, 0x1f, "\\u0041", `\\x41`);',
  'export default async () => {}; export const { a, b: [c] } = d; export { e as f, e as default2 }; export * from "g"; import h, * as k from "l"; let e;',
  'const x = <A.B c="d" {...e} f={g()}>{h} text {/* c */}<></><i.j /><k-l m /></A.B>;',
  'var a = 1; var a = f(); function a() {} function b(c) { var c = arguments; { function d() {} } return d; }',
];

describe('typescript-eslint and oxc', () => {
  test.each([...typeScript, ...javaScript])('agree on %s', (text) => {
    const path = text.includes('<any>') || text.includes('g<string>') ? '/app/a.ts' : '/app/a.tsx';
    expect(byOxc(path, text)).toBe(byTypeScript(path, text));
  });
});

describe('espree and oxc', () => {
  test.each(javaScript)('agree on %s', (text) => {
    const sourceType = /\b(?:import|export) |await using_|import\("x"\)/.test(text) ? 'module' : 'commonjs';
    expect(byEspree('/app/a.js', text, sourceType)).toBe(byOxc('/app/a.js', text));
  });
});

describe('real files', () => {
  const folders = ['../resolve/', '../../../../fixtures/shop/'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));

  test('of this repository give the same models', () => {
    for (const path of folders.flatMap(sourcesIn)) agreeOn(path);
  });

  /** `FAILSOFT_CORPUS=/path/to/checkouts npx vitest run …/parity.test.ts` compares every file there. */
  const corpus = process.env['FAILSOFT_CORPUS'];

  test.runIf(corpus !== undefined)('of the corpus give the same models', { timeout: 600_000 }, () => {
    for (const path of sourcesIn(corpus ?? '')) agreeOn(path);
  });
});

function agreeOn(path: string): void {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const found = byOxc(path, text);
  // Comparing by hand: a difference in a dump of megabytes is no message.
  if (found === undefined || found === byTypeScript(path, text)) return;
  const [left, right] = [found.split('\n'), byTypeScript(path, text).split('\n')];
  const line = left.findIndex((part, index) => part !== right[index]);
  expect.soft(left[line], path).toBe(right[line]);
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): readonly string[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' || entry.name.startsWith('.') ? [] : sourcesIn(path);
    return entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
  });
}
