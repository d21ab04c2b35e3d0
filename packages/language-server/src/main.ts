import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server.js';

/** Speaks over what the command line says: --stdio, --node-ipc, --socket=PORT or --pipe=NAME. */
export function main(): void {
  const end = serve(createConnection(ProposedFeatures.all), fileURLToPath(new URL('./worker/main.js', import.meta.url)));
  process.on('exit', end);
}
