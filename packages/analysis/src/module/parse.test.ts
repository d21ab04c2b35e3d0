import { describe, expect, test } from 'vitest';
import { parseModule } from './parse.js';

describe('files that the host has not parsed', () => {
  test.each([
    ['/app/a.ts', 'const a = <B>c; let d: E;'],
    ['/app/a.mts', 'export const a: B = c;'],
    ['/app/a.cts', 'import a = require("a"); export = a;'],
    ['/app/a.d.ts', 'export declare function f(): Redis; declare const x: number;'],
    ['/app/a.tsx', 'const a = <B c={d as E} />;'],
    ['/app/a.jsx', 'const a = <B />;'],
    ['/app/a.js', 'const a = <B />;'],
    ['/app/a.js', 'const a = (b: string): void => {};'],
    ['/app/a.js', 'with (a) { b(); }'],
    ['/app/a.js', 'return a();'],
    ['/app/a.js', 'await a();'],
    ['/app/a.mjs', 'await a();'],
    ['/app/a.cjs', 'return require("a");'],
    ['/app/a.ts', ''],
    ['/app/a.ts', '\uFEFFimport "x";'],
  ])('%s: %s', (path, text) => {
    expect(parseModule(path, text)?.path).toBe(path);
  });

  test('are undefined where syntax errors leave nothing of them', () => {
    expect(parseModule('/app/a.ts', 'const = ;')).toBeUndefined();
    expect(parseModule('/app/a.js', '{{{')).toBeUndefined();
  });

  test('are undefined where the parser fails over them', () => {
    expect(parseModule('/app/a.tsx', 'const a = <\\u{1F600}p>b</p>;')).toBeUndefined();
  });

  test('count in UTF-16 offsets', () => {
    const text = "const a = '😀é'; f();";
    const model = parseModule('/app/a.ts', text);
    expect(model?.calls.map(({ range }) => text.slice(range[0], range[1]))).toEqual(['f()']);
  });
});
