#!/usr/bin/env node
/**
 * Writes packages/analysis/src/catalog/index.ts: one import for each data file of a library. A new library is then one new
 * file. `--check` only says whether it is current.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const catalog = fileURLToPath(new URL('../packages/analysis/src/catalog', import.meta.url));
const target = join(catalog, 'index.ts');

const kinds = readdirSync(catalog, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const found = kinds.sort().flatMap((kind) =>
  readdirSync(join(catalog, kind))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
    .flatMap((file) => {
      const names = [...readFileSync(join(catalog, kind, file), 'utf8').matchAll(/^export const (\w+): Library = /gm)].map(([, name]) => name);
      return names.length === 0 ? [] : [{ path: `./${kind}/${file.replace(/\.ts$/, '.js')}`, names }];
    }),
);

const text = `/** The libraries that Failsoft knows. Written by \`npm run catalog\`, from the files of this folder. */
${found.map(({ path, names }) => `import { ${names.join(', ')} } from '${path}';`).join('\n')}
import type { Library } from './schema.js';

export const libraries: readonly Library[] = [
${found.flatMap(({ names }) => names).map((name) => `  ${name},`).join('\n')}
];
`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('packages/analysis/src/catalog/index.ts does not name the files beside it: run `npm run catalog`');
    process.exitCode = 1;
  }
} else writeFileSync(target, text);
