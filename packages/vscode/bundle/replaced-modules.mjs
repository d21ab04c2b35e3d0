/** Modules that are not bundled as they are: plugins of esbuild, which fail where there is nothing to replace any more. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The manifest that our plugin reads its version from becomes part of the bundle. */
export const ownManifest = replacing('own manifest', require.resolve('eslint-plugin-failsoft'), (text) =>
  text.replace("createRequire(import.meta.url)('../package.json')", "require('../package.json')"),
);

/** Without what tests rules. */
export const eslintAlone = replacing('ESLint alone', require.resolve('eslint'), () => "exports.ESLint = require('./eslint').ESLint;");

/** Only configurations and comments that name one of ESLint's own rules need them. */
export const coreRulesApart = replacing('core rules apart', join(dirname(require.resolve('eslint')), 'rules', 'index.js'), () => `
  const rules = () => require('./core-rules.cjs');
  exports.get = (name) => rules().get(name);
  exports.has = (name) => rules().has(name);
`);

/** Within a function of a bundle V8 would parse it twice, and not keep its compiled code. */
export const typescriptApart = {
  name: 'TypeScript apart',
  setup({ onResolve }) {
    onResolve({ filter: /^typescript(?:\/lib\/tsserverlibrary)?$/ }, () => ({ path: './typescript.cjs', external: true }));
  },
};

/** It brings TypeScript, which only files need that are parsed with it. */
export const typescriptParserLate = {
  name: 'TypeScript parser late',
  setup({ onResolve, onLoad }) {
    const path = require.resolve('@typescript-eslint/parser');
    const { name, version } = require('@typescript-eslint/parser').meta;
    onResolve({ filter: /^@typescript-eslint\/parser$/ }, () => ({ path: name, namespace: 'late' }));
    onLoad({ filter: /.*/, namespace: 'late' }, () => ({
      resolveDir: dirname(path),
      contents: `
        const parser = () => require('./index.js');
        exports.meta = ${JSON.stringify({ name, version })};
        exports.parse = (...given) => parser().parse(...given);
        exports.parseForESLint = (...given) => parser().parseForESLint(...given);
      `,
    }));
  },
};

/** oxc-parser as browsers load it, with a binding of ours: native code would need a VSIX for each platform. */
export const wasmParser = {
  name: 'oxc-parser as WebAssembly',
  setup({ onResolve }) {
    const entry = join(dirname(require.resolve('oxc-parser')), 'wasm.js');
    const binding = join(import.meta.dirname, '../src/oxc-parser/binding.ts');
    onResolve({ filter: /^oxc-parser$/ }, () => ({ path: entry, sideEffects: false }));
    onResolve({ filter: /^@oxc-parser\/binding-wasm32-wasip1$/ }, () => ({ path: binding, sideEffects: false }));
  },
};

/** @param change answers with another text than it was given */
function replacing(name, module, change) {
  return {
    name,
    setup({ onLoad, onEnd }) {
      let isReplaced = false;
      onLoad({ filter: /\.js$/ }, async ({ path }) => {
        if (path !== module) return undefined;
        const text = await readFile(path, 'utf8');
        const contents = change(text);
        isReplaced = contents !== text;
        return { contents, loader: 'js' };
      });
      onEnd(() => (isReplaced ? undefined : { errors: [{ text: `${name}: ${module} is not what it was, or not there` }] }));
    },
  };
}
