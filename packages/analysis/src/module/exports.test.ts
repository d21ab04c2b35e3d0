import { describe, expect, test } from 'vitest';
import { bindingOf, lowered, textOf } from '../../test/lowered.js';
import type { ExportModel, ModuleModel } from './model.js';

const describeExport = (model: ModuleModel, item: ExportModel): string => {
  switch (item.kind) {
    case 'local':
      return `local ${item.name}: ${textOf(model, item.value)}`;
    case 'binding':
      return `binding ${item.name}: ${item.local}${item.typeOnly ? ' type' : ''}`;
    case 'forward':
      return `forward ${item.name}: ${item.imported} of ${item.specifier}${item.typeOnly ? ' type' : ''}`;
    case 'all':
      return `all of ${item.specifier}`;
    case 'module':
      return `module: ${textOf(model, item.value)}`;
  }
};

const exportsOf = (text: string, path?: string): readonly string[] => {
  const model = lowered(text, path);
  return model.exports.map((item) => describeExport(model, item));
};

describe('exports', () => {
  test.each([
    ['export const a = 1, { b: [c] } = d;', ['binding a: a', 'binding c: c']],
    ['export function a() {}', ['binding a: a']],
    ['export class A {}', ['binding A: A']],
    ['export async function a(x: string): void; export async function a(x) {}', ['binding a: a']],
    ['export declare function a(): A;', ['binding a: a']],
    ['export enum E { A }', ['binding E: E']],
    ['export namespace N { export const inner = 1; }', ['binding N: N']],
    ['export interface I {}', ['binding I: I type']],
    ['export type T = string;', ['binding T: T type']],
    ["import { a } from 'x'; export { a as b };", ['binding b: a']],
    ['const a = 1; export { a as default, type T };', ['binding default: a', 'binding T: T type']],
    ['export type { T };', ['binding T: T type']],
    ["export { a as b, default as c, default } from 'x';", ['forward b: a of x', 'forward c: default of x', 'forward default: default of x']],
    ["export type { T } from 'x';", ['forward T: T of x type']],
    ["export * from 'x';", ['all of x']],
    ["export * as ns from 'x';", ['forward ns: * of x']],
    ['export default f();', ['local default: f()']],
    ['export default a;', ['local default: a']],
    ['export default function a() {}', ['binding default: a']],
    ['export default class A {}', ['binding default: A']],
    ['export default function () {}', ['local default: function () {}']],
    ['export default abstract class {}', ['local default: abstract class {}']],
    ['export default interface I {}', ['binding default: I type']],
    ['export = a;', ['module: a']],
    ["export import a = require('x');", ['binding a: a']],
    ['export {};', []],
  ])('%s', (text, expected) => {
    expect(exportsOf(text)).toEqual(expected);
  });

  test('of an anonymous function are its value', () => {
    const model = lowered('export default async function () { return 1; }');
    const [item] = model.exports;
    expect(item).toMatchObject({ kind: 'local', value: { kind: 'function', use: 'export' } });
    expect(model.functions[0]?.value).toBe(item?.kind === 'local' ? item.value : undefined);
  });

  test('read the names that they list', () => {
    expect(bindingOf(lowered('const a = 1; export { a };'), 'a').reads).toBe(1);
  });
});

describe('CommonJS exports', () => {
  test.each([
    ['exports.a = f();', ['local a: f()']],
    ['module.exports.a = f();', ['local a: f()']],
    ["exports['a-b'] = 1;", ['local a-b: 1']],
    ['module.exports = f;', ['module: f']],
    ['module.exports = { a, b: c(), d() {} };', ['local a: a', 'local b: c()', 'local d: () {}', 'module: { a, b: c(), d() {} }']],
    ['module.exports = { get a() { return 1; }, ...b };', ['module: { get a() { return 1; }, ...b }']],
    ['module.exports = A; module.exports.B = B;', ['local B: B', 'module: A']],
    ['exports = module.exports = f;', ['module: f']],
    ['exports.a = exports.b = f;', ['local b: f', 'local a: exports.b = f']],
    ['exports.a = exports.b = void 0; exports.a = 1;', ['local a: 1']],
    ["Object.defineProperty(exports, '__esModule', { value: true });", []],
    ['function f(module, exports) { module.exports = 1; exports.a = 1; }', []],
    ['(function () { module.exports = 1; })();', ['module: 1']],
    ['other.exports = 1; exports.a.b = 1; exports.a += 1;', []],
  ])('%s', (text, expected) => {
    expect(exportsOf(text, '/app/file.js')).toEqual(expected);
  });
});
