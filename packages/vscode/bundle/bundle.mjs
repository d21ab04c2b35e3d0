/** Bundles the extension, its language server and the worker into dist/, with all that they depend on. The packages have to be built. */
import { build } from 'esbuild';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { noticesOf } from '../../../scripts/bundled-licences.mjs';
import { crateNotices } from './crates.mjs';
import { coreRulesApart, eslintAlone, ownManifest, typescriptApart, typescriptParserLate, wasmParser } from './replaced-modules.mjs';

const folder = resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

const shared = {
  absWorkingDir: folder,
  bundle: true,
  platform: 'node',
  // jsonc-parser's CommonJS hides what it requires.
  mainFields: ['module', 'main'],
  // Of the oldest editor that the manifest allows.
  target: 'node22',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  // All of it is written at once, when nothing has failed.
  write: false,
  logLevel: 'warning',
};

/** Names are kept where errors come from that people report. */
const othersCode = { ...shared, minifyIdentifiers: true, format: 'cjs' };

/** CommonJS within an ES module needs what only CommonJS modules are given. */
const withRequire = {
  js: [
    "import { createRequire as __createRequire } from 'node:module';",
    'const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;',
  ].join('\n'),
};
const asProcess = { ...shared, format: 'esm' };

/** Each of typescript-eslint's modules would copy the 5,000 exports of one that doesn't say that it is an ES module. */
const isEsModule = { js: "Object.defineProperty(module.exports, '__esModule', { value: true }).default = module.exports;" };

/** @param to absolute */
export async function bundle(to = join(folder, 'dist')) {
  const server = join(to, 'server');
  const worker = join(server, 'worker');
  const results = await Promise.all([
    build({ ...shared, entryPoints: ['src/extension.ts'], outfile: join(to, 'extension.cjs'), format: 'cjs', external: ['vscode'] }),
    build({ ...asProcess, entryPoints: ['src/processes/server.ts'], outfile: join(server, 'main.js'), external: ['./language-server.js'] }),
    build({ ...asProcess, entryPoints: ['src/processes/language-server.ts'], outdir: server, banner: withRequire }),
    build({ ...asProcess, entryPoints: ['src/processes/worker.ts'], outfile: join(worker, 'main.js'), external: ['./lint-worker.js'] }),
    build({
      ...asProcess,
      entryPoints: ['src/processes/lint-worker.ts'],
      outdir: worker,
      banner: withRequire,
      plugins: [ownManifest, wasmParser, typescriptParserLate, typescriptApart, eslintAlone, coreRulesApart],
      // Projects whose configuration is TypeScript bring it.
      external: ['jiti', './core-rules.cjs'],
    }),
    build({ ...othersCode, entryPoints: [join(dirname(require.resolve('eslint')), 'rules/index.js')], outfile: join(worker, 'core-rules.cjs') }),
    // Not bundled: within a function of a bundle V8 would parse it twice, and not keep its compiled code.
    build({ ...othersCode, entryPoints: [require.resolve('typescript')], outfile: join(worker, 'typescript.cjs'), bundle: false, footer: isEsModule }),
  ]);
  rmSync(server, { recursive: true, force: true });
  mkdirSync(worker, { recursive: true });
  for (const { path, contents } of results.flatMap(({ outputFiles }) => outputFiles)) writeFileSync(path, contents);
  const wasm = readFileSync(require.resolve('oxc-parser/parser.wasm32-wasip1.wasm'));
  writeFileSync(join(worker, 'oxc-parser.wasm'), wasm);
  cpSync(join(folder, '../runtime/vendor/failsoft.ts'), join(server, 'failsoft.ts'));
  const metafiles = results.map(({ metafile }) => metafile);
  writeFileSync(join(to, 'THIRD-PARTY-NOTICES.txt'), noticesOf(metafiles, folder, [["Rust crates in oxc-parser's WebAssembly", crateNotices(wasm)]]));
  // Not packed: tests compare it with the notices.
  writeFileSync(join(to, 'metafiles.json'), JSON.stringify(metafiles));
}
