#!/usr/bin/env node
/**
 * Writes what names every library: packages/analysis/src/catalog/index.ts, with one import for each data file, and the
 * README's list. A new library is then one new file. `--check` only says whether they are current.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const catalog = fileURLToPath(new URL('../packages/analysis/src/catalog', import.meta.url));
const target = join(catalog, 'index.ts');

const readme = fileURLToPath(new URL('../README.md', import.meta.url));
const titles = {
  http: 'HTTP', rpc: 'RPC', database: 'databases', cache: 'caches', queue: 'queues', mail: 'mail', ai: 'AI', sdk: 'vendors', file: 'files', socket: 'sockets, processes',
};

const kinds = readdirSync(catalog, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const found = kinds.sort().flatMap((kind) =>
  readdirSync(join(catalog, kind))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
    .flatMap((file) => librariesIn(kind, file)),
);

/** Files without one hold facts that libraries share. */
function librariesIn(kind, file) {
  const text = readFileSync(join(catalog, kind, file), 'utf8');
  const path = `./${kind}/${file.replace(/\.ts$/, '.js')}`;
  const named = [...text.matchAll(/^export const (\w+): Library = \{\n {2}name: '([^']+)'/gm)].map(([, variable, name]) => ({ kind, path, variable, name }));
  if (named.length !== [...text.matchAll(/: Library\b(?!\[)|\bsatisfies Library\b/g)].length) {
    console.error(`packages/analysis/src/catalog/${kind}/${file} holds a Library that is not exported as \`export const x: Library = {\`, with \`name: '…'\` on the next line`);
    process.exit(1);
  }
  return named;
}

const index = `/** The libraries that Failsoft knows. Written by \`npm run catalog\`, from the files of this folder. */
${found.map(({ path, variable }) => `import { ${variable} } from '${path}';`).join('\n')}
import type { Library } from './schema.js';

export const libraries: readonly Library[] = [
${found.map(({ variable }) => `  ${variable},`).join('\n')}
];
`;

const rows = Object.entries(titles).map(([kind, title]) => {
  const names = found.filter((library) => library.kind === kind).map(({ name }) => name);
  return `| ${title} | ${names.sort((a, b) => a.replace(/^@/, '').localeCompare(b.replace(/^@/, ''))).join(', ')} |`;
});
const list = `<!-- libraries -->\n\n| ${found.length} libraries | |\n|---|---|\n${rows.join('\n')}\n\n<!-- /libraries -->`;
const page = readFileSync(readme, 'utf8');

for (const [path, text] of [[target, index], [readme, page.replace(/<!-- libraries -->[\s\S]*?<!-- \/libraries -->/, list)]]) {
  if (readFileSync(path, 'utf8') === text) continue;
  if (process.argv.includes('--check')) {
    console.error(`${path} does not name the libraries of the catalogue: run \`npm run catalog\``);
    process.exitCode = 1;
  } else writeFileSync(path, text);
}
