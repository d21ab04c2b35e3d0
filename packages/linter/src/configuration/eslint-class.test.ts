import { join } from 'node:path';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { temporaryProject } from '../../test/temporary-project.js';
import { eslintFor } from './eslint-class.js';

async function versionFor(installed: string | undefined): Promise<string> {
  const eslint = { 'node_modules/eslint/package.json': '{ "main": "./api.js" }', 'node_modules/eslint/api.js': `exports.ESLint = class { static version = '${String(installed)}'; };` };
  const { folder } = temporaryProject(installed === undefined ? {} : eslint);
  return (await eslintFor(join(folder, 'eslint.config.js'))).version;
}

test('the ESLint of the project is taken from 9.15 on', async () => {
  expect([await versionFor('9.15.0'), await versionFor('9.39.1'), await versionFor('11.0.0')]).toEqual(['9.15.0', '9.39.1', '11.0.0']);
});

test('ours is taken where the project has an older one, or none', async () => {
  expect([await versionFor('8.57.1'), await versionFor('9.14.0'), await versionFor(undefined)]).toEqual([ESLint.version, ESLint.version, ESLint.version]);
});
