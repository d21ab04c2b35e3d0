/** The language server, with its worker and the runtime in one file where the bundle has them. */
import { fileURLToPath } from 'node:url';
import { serve } from '@failsoft/language-server/server';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

process.on('exit', serve(createConnection(ProposedFeatures.all), { worker: beside('worker/main.js'), vendoredRuntime: beside('failsoft.ts') }));
