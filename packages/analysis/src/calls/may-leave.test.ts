import { expect, test } from 'vitest';
import { temporaryTree } from '../../test/temporary-tree.js';
import { Analysis } from '../analysis.js';
import { Catalog } from '../catalog/catalog.js';
import { libraries } from '../catalog/index.js';
import { parseModule } from '../module/parse.js';
import { readSettings } from '../settings/settings.js';
import { Workspaces } from '../workspace/workspaces.js';

const raw = [
  "export { request as load, stream } from 'undici';",
  "import { request } from 'undici';",
  'export async function tidy(url) {\n  return request(url);\n}',
  'export const wrapped = async (url) => request(url);',
].join('\n');

/** The callees of a file's external calls; `raw.js` hands on functions of undici. */
function externalIn(text: string): readonly string[] {
  const manifest = { name: 'p', type: 'module', dependencies: { undici: '^7' } };
  const tree = temporaryTree({ 'package.json': manifest, 'raw.js': raw, 'all.js': "export * as raw from './raw.js';", 'a.js': text });
  const path = tree.path('a.js');
  const analysis = new Analysis(new Catalog(libraries), new Workspaces().of(path), readSettings(undefined));
  const module = parseModule(path, text);
  return module === undefined || !analysis.isOfInterest(path, text) ? [] : analysis.analyse(module).calls.map(({ calleeText }) => calleeText);
}

test('a call of what another file hands on leaves the process, whatever name it has by then', () => {
  expect(externalIn("import { raw } from './all.js';\nexport const a = (url) => raw.load(url);")).toEqual(['raw.load']);
  expect(externalIn("import { load as get, stream } from './raw.js';\nexport const a = (url) => [get(url), stream(url)];")).toEqual(['get', 'stream']);
});

test('a function that a neighbour declares is no such call', () => {
  expect(externalIn("import { raw } from './all.js';\nimport { tidy, wrapped } from './raw.js';\nexport const a = (url) => [tidy(url), wrapped(url), raw.tidy(url)];")).toEqual([]);
});
