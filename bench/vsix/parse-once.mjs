/** node parse-once.mjs PARSER WASM < FILES: one parser over the files that standard input names, as JSON, thrice. WASM is oxc-parser as it is bundled. */
import { readFileSync } from 'node:fs';

const [name, wasm] = process.argv.slice(2);

/** Each answers with a function that makes the whole tree, with its comments. */
const parsers = {
  oxc: async () => treeOf((await import('oxc-parser')).parseSync),
  'oxc-wasm': async () => treeOf((await import(wasm)).parseSync),
  'typescript-eslint': async () => {
    const { parse } = await import('@typescript-eslint/parser');
    return (path, text) => parse(text, { filePath: path, sourceType: 'module', jsDocParsingMode: 'none', ecmaFeatures: { jsx: !/\.[cm]?ts$/.test(path) } });
  },
};

function treeOf(parseSync) {
  return (path, text) => {
    const lang = /\.tsx$/.test(path) ? 'tsx' : /\.[cm]?ts$/.test(path) ? 'ts' : 'jsx';
    const { program, comments } = parseSync(path, text, { lang, sourceType: 'unambiguous', astType: 'ts', preserveParens: false });
    return { program, comments };
  };
}

function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const files = JSON.parse(readFileSync(0, 'utf8')).map((path) => [path, readFileSync(path, 'utf8')]);
const memoryBefore = process.memoryUsage.rss();
const beforeStart = cpu();
const parse = await parsers[name]();
parse('first.ts', 'export const first: number = 1;');
const start = cpu() - beforeStart;
const memory = (process.memoryUsage.rss() - memoryBefore) / 1e6;
const passes = [1, 2, 3].map(() => {
  const before = cpu();
  for (const [path, text] of files) {
    try {
      parse(path, text);
    } catch {
      // typescript-eslint throws at what it can't parse; that is timed too.
    }
  }
  return (cpu() - before) / files.length;
});
console.log(JSON.stringify({ start, first: passes[0], later: passes[2], memory }));
