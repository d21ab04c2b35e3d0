/** Bundles the extension, its language server and the worker into dist/, with all that they depend on. The packages have to be built. */
import { build } from 'esbuild';
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { coreRulesApart, eslintAlone, ownManifests, typescriptApart, typescriptParserLate, wasmParser } from './replaced-modules.mjs';

const folder = resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

const shared = {
  absWorkingDir: folder,
  bundle: true,
  platform: 'node',
  // jsonc-parser's CommonJS hides what it requires.
  mainFields: ['module', 'main'],
  target: 'node22',
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/** CommonJS within an ES module needs what only CommonJS modules are given. */
const banner = {
  js: [
    "import { createRequire as __createRequire } from 'node:module';",
    'const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;',
  ].join('\n'),
};
/** Each of typescript-eslint's modules would copy its 5,000 exports, as of a module that isn't ES. */
const typescriptFooter = "Object.defineProperty(ts, '__esModule', { value: true }).default = ts;";
const processes = { ...shared, format: 'esm' };

/**
 * @param outdir absolute
 * @returns what esbuild says of each bundle
 */
export async function bundle(outdir = join(folder, 'dist')) {
  const server = join(outdir, 'server');
  const worker = join(server, 'worker');
  rmSync(server, { recursive: true, force: true });
  const results = await Promise.all([
    build({ ...shared, entryPoints: ['src/extension.ts'], outfile: join(outdir, 'extension.cjs'), format: 'cjs', external: ['vscode'] }),
    build({ ...processes, entryPoints: ['src/processes/server.ts'], outfile: join(server, 'main.js'), external: ['./language-server.js'] }),
    build({ ...processes, banner, entryPoints: ['src/processes/language-server.ts'], outdir: server }),
    build({ ...processes, entryPoints: ['src/processes/worker.ts'], outfile: join(worker, 'main.js'), external: ['./lint-worker.js'] }),
    build({
      ...processes,
      banner,
      entryPoints: ['src/processes/lint-worker.ts'],
      outdir: worker,
      plugins: [ownManifests, wasmParser, typescriptParserLate, typescriptApart, eslintAlone, coreRulesApart],
      // Projects whose configuration is TypeScript bring it.
      external: ['jiti', './core-rules.cjs'],
    }),
    build({ ...shared, entryPoints: [join(dirname(require.resolve('eslint')), 'rules/index.js')], outfile: join(worker, 'core-rules.cjs'), format: 'cjs' }),
    // Not bundled: within a function of a bundle V8 would parse it twice, and not keep its compiled code.
    build({ ...shared, entryPoints: [require.resolve('typescript')], outfile: join(worker, 'typescript.cjs'), bundle: false, footer: { js: typescriptFooter } }),
  ]);
  cpSync(require.resolve('oxc-parser/parser.wasm32-wasip1.wasm'), join(worker, 'oxc-parser.wasm'));
  return results.map(({ metafile }) => metafile);
}
