import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server.js';

/** Speaks over what the command line says: --stdio, --node-ipc, --socket=PORT or --pipe=NAME. */
export function main(): void {
  const runtime = dirname(createRequire(import.meta.url).resolve('@failsoft/runtime/package.json'));
  const end = serve(createConnection(ProposedFeatures.all), {
    worker: fileURLToPath(new URL('./worker/main.js', import.meta.url)),
    vendoredRuntime: join(runtime, 'vendor/failsoft.ts'),
  });
  process.on('exit', end);
}
