import { join } from 'node:path';
import { build } from 'esbuild';

const packageFolder = join(import.meta.dirname, '..');

/** The source as one minified ES module, with these exports alone; `'*'` for all. */
export async function bundle(...names: readonly string[]): Promise<string> {
  const exported = names.includes('*') ? '*' : `{ ${names.join(', ')} }`;
  const { outputFiles } = await build({
    stdin: { contents: `export ${exported} from './src/index.ts';`, resolveDir: packageFolder },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles.map(({ text }) => text).join('');
}
