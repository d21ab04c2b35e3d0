/** The package in one file, for whoever copies it: current, compiled as strictly as anybody does, and the same inside. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import * as runtime from '../src/index.js';
import * as vendored from '../vendor/failsoft.js';
import { bundle } from './bundle.js';
import { problemsIn, strictOptions } from './compiler.js';

const packageFolder = join(import.meta.dirname, '..');
const path = join(packageFolder, 'vendor/failsoft.ts');
const text = readFileSync(path, 'utf8');

const strictest: ts.CompilerOptions = {
  ...strictOptions,
  skipLibCheck: false,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noPropertyAccessFromIndexSignature: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
};

describe('the vendored file', () => {
  it('is what the sources say', () => {
    expect(() => execFileSync(process.execPath, [join(packageFolder, 'scripts/vendor.mjs'), '--check'], { stdio: 'pipe' })).not.toThrow();
  });

  it('imports nothing, and has the licence', () => {
    expect(text).not.toMatch(/^(import|export .* from) /m);
    expect(text).toContain('MIT License');
  });

  it.each([
    ['Node', { types: ['node'] }],
    ['a browser', { lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'] }],
  ])('compiles as strictly as anybody does, for %s', (_host, options) => {
    expect(problemsIn(new Map([[path, text]]), { ...strictest, ...options })).toEqual([]);
  });

  it('exports what the package does', () => {
    expect(Object.keys(vendored).toSorted()).toEqual(Object.keys(runtime).toSorted());
  });

  it('weighs what the package does, as a whole', async () => {
    const { code } = await transform(text, { loader: 'ts', minify: true, format: 'esm', target: 'es2022' });

    expect(gzipSync(code, { level: 9 }).length).toBeLessThan(1.02 * gzipSync(await bundle('*'), { level: 9 }).length);
  });
});
