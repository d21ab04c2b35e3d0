/** The language server, with its worker where the bundle has it. */
import { fileURLToPath } from 'node:url';
import { serve } from '@failsoft/language-server/server';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';

process.on('exit', serve(createConnection(ProposedFeatures.all), fileURLToPath(new URL('worker/main.js', import.meta.url))));
