import { symlinkSync, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryProject } from '../../test/temporary-project.js';
import { filesOfConfiguration } from './configuration-files.js';

test('a configuration consists of its file and of those of the project that it imports, at any remove', () => {
  const { folder } = temporaryProject({
    'package.json': '{ "type": "module" }',
    'eslint.config.js': "import base from './eslint/base.js';\nimport js from '@eslint/js';\nimport path from 'node:path';\nexport default [js, ...base];\n",
    'eslint/base.js': "import { rules } from './rules';\nexport { more } from '../eslint.config.js';\nexport default [await import('./late.mjs'), require('./old.cjs'), rules];\n",
    'eslint/rules.ts': "import './typed.js';\nexport const rules = {};\n",
    'eslint/typed.ts': '',
    'eslint/late.mjs': '',
    'eslint/old.cjs': '',
    'eslint/other.js': '',
    'node_modules/@eslint/js/package.json': '{ "name": "@eslint/js", "main": "index.js" }',
    'node_modules/@eslint/js/index.js': '',
  });
  const files = filesOfConfiguration(join(folder, 'eslint.config.js')).map((file) => relative(folder, file).replaceAll('\\', '/'));
  expect(files.sort()).toEqual(['eslint.config.js', 'eslint/base.js', 'eslint/late.mjs', 'eslint/old.cjs', 'eslint/rules.ts', 'eslint/typed.ts']);
});

test('a package of the workspace is of the project', () => {
  const { folder } = temporaryProject({
    'app/eslint.config.js': "export { default } from '@org/lint';\n",
    'lint/package.json': '{ "name": "@org/lint", "main": "index.js" }',
    'lint/index.js': '',
  });
  mkdirSync(join(folder, 'node_modules/@org'), { recursive: true });
  symlinkSync(join(folder, 'lint'), join(folder, 'node_modules/@org/lint'), 'junction');
  expect(filesOfConfiguration(join(folder, 'app/eslint.config.js'))).toEqual([join(folder, 'app/eslint.config.js'), join(folder, 'lint/index.js')]);
});
