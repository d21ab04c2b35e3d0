/** What a bundle weighs, minified and gzipped. */
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';

const runtime = new URL('../../packages/runtime/', import.meta.url);
const { build } = createRequire(new URL('package.json', runtime))('esbuild');

export async function sizeOf(module, names) {
  const { outputFiles } = await build({
    stdin: { contents: `export ${names} from '${module}';`, resolveDir: new URL('../..', import.meta.url).pathname },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'node',
    mainFields: ['module', 'main'],
    write: false,
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}
