/** Modules that are not bundled as they are, as plugins of esbuild. Each fails the build if there is nothing to replace any more. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** One kind of module, by its path. `contents` answers with the source text that stands in for it. */
function replacing(name, filter, contents) {
  return {
    name,
    setup(build) {
      let isFound = false;
      build.onLoad({ filter }, async ({ path }) => {
        isFound = true;
        return { contents: await contents(path), loader: 'js' };
      });
      build.onEnd(() => (isFound ? undefined : { errors: [{ text: `${name}: no module matches ${String(filter)}` }] }));
    },
  };
}

/** A manifest that a module of ours reads beside itself is part of the bundle. */
export const ownManifests = replacing('own manifests', /[\\/]eslint-plugin[\\/]dist[\\/]index\.js$/, async (path) => {
  const text = await readFile(path, 'utf8');
  const bundled = text.replace("createRequire(import.meta.url)('../package.json')", "require('../package.json')");
  if (bundled === text) throw new Error(`${path} does not read its manifest as it did`);
  return bundled;
});

/** Only files that no other parser reads need it, and with it TypeScript. */
export const typescriptParserLate = {
  name: 'TypeScript parser late',
  setup(build) {
    const entry = require.resolve('@typescript-eslint/parser');
    const { name, version } = require('@typescript-eslint/parser').meta;
    build.onResolve({ filter: /^@typescript-eslint\/parser$/ }, () => ({ path: entry, namespace: 'late' }));
    build.onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => ({
      contents: `
        const parser = () => require(${JSON.stringify(path)});
        exports.meta = ${JSON.stringify({ name, version })};
        exports.parse = (...given) => parser().parse(...given);
        exports.parseForESLint = (...given) => parser().parseForESLint(...given);
      `,
      resolveDir: dirname(path),
    }));
  },
};

/** Within a function of a bundle V8 would parse it twice, and not keep its compiled code. */
export const typescriptApart = {
  name: 'TypeScript apart',
  setup(build) {
    build.onResolve({ filter: /^typescript(?:\/lib\/tsserverlibrary)?$/ }, () => ({ path: './typescript.cjs', external: true }));
  },
};

/** ESLint's own rules are needed only by configurations and comments that name them. */
export const coreRulesApart = replacing('core rules apart', /[\\/]eslint[\\/]lib[\\/]rules[\\/]index\.js$/, () => `
  const rules = () => require('./core-rules.cjs');
  exports.get = (name) => rules().get(name);
  exports.has = (name) => rules().has(name);
`);

/** ESLint without what tests rules. */
export const eslintAlone = replacing('ESLint alone', /[\\/]eslint[\\/]lib[\\/]api\.js$/, () => "exports.ESLint = require('./eslint').ESLint;");

/** oxc-parser as it is for browsers, with a WebAssembly host of ours: native code would need a VSIX for each platform. */
export const wasmParser = {
  name: 'oxc-parser as WebAssembly',
  setup(build) {
    const entry = join(dirname(require.resolve('oxc-parser')), 'wasm.js');
    build.onResolve({ filter: /^oxc-parser$/ }, () => ({ path: entry, sideEffects: false }));
    build.onResolve({ filter: /^@oxc-parser\/binding-wasm32-wasip1$/ }, () => ({ path: join(import.meta.dirname, '../src/oxc-parser/binding.ts'), sideEffects: false }));
  },
};
