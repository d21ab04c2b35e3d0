import { applyEdits } from '@failsoft/analysis/rewrites';
import { expect, test } from 'vitest';
import { addRuntimeTo } from './runtime-dependency.js';

function added(manifest: string): string {
  return applyEdits(manifest, addRuntimeTo(manifest));
}

test('the runtime becomes a dependency, in the form that the manifest has', () => {
  expect(added('{\n  "name": "shop",\n  "dependencies": {\n    "pg": "8"\n  }\n}\n')).toBe('{\n  "name": "shop",\n  "dependencies": {\n    "pg": "8",\n    "@failsoft/runtime": "^0.1.0"\n  }\n}\n');
  expect(added('{\n\t"name": "shop"\n}\n')).toBe('{\n\t"name": "shop",\n\t"dependencies": {\n\t\t"@failsoft/runtime": "^0.1.0"\n\t}\n}\n');
  expect(JSON.parse(added('{ "dependencies": { "pg": "8" } }'))).toEqual({ dependencies: { pg: '8', '@failsoft/runtime': '^0.1.0' } });
});

test('a manifest that depends on it, or is no manifest, is left alone', () => {
  for (const manifest of ['{ "devDependencies": { "@failsoft/runtime": "1" } }', '[]', '', '{ "name": ']) expect(added(manifest)).toBe(manifest);
});
