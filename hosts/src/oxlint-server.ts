/** Lints a project as an editor does with oxlint's language server, which offers the suggestions of JS plugins. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding, Suggestion } from './findings.js';
import { isObject, numberIn, objectIn, objectsIn, textIn, type JsonObject } from './json.js';
import { LanguageClient } from './language-client.js';
import { oxlintBinary, ruleOf } from './oxlint.js';
import type { Project } from './project.js';
import { isSource } from './sources.js';

/** All suggestions of a file are with its first finding: the server tells them by place. @throws {Error} if the server fails. */
export async function lintInEditor(project: Project): Promise<readonly Finding[]> {
  const client = new LanguageClient(project.installed(oxlintBinary), ['--lsp'], project.folder);
  try {
    await initialise(client, project);
    const findings: Finding[] = [];
    for (const [file, text] of project.sources.files) {
      // Editors keep a byte order mark to themselves.
      if (isSource(file)) findings.push(...(await openAndAsk(client, project, file, text.replace(/^\uFEFF/, ''))));
    }
    return findings;
  } finally {
    client.end();
  }
}

async function initialise(client: LanguageClient, { folder }: Project): Promise<void> {
  const uri = pathToFileURL(folder).href;
  await client.request('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'team' }],
    capabilities: { textDocument: { publishDiagnostics: {}, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } } } },
    initializationOptions: [{ workspaceUri: uri, options: {} }],
  });
  client.notify('initialized', {});
}

async function openAndAsk(client: LanguageClient, { folder }: Project, file: string, text: string): Promise<readonly Finding[]> {
  const uri = pathToFileURL(join(folder, file)).href;
  const published = client.notice('textDocument/publishDiagnostics', (params) => params['uri'] === uri);
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text } });
  const findings = objectsIn((await published)['diagnostics'], file).map((diagnostic) => findingOf(file, diagnostic));
  const [first, ...others] = findings;
  if (first === undefined) return [];
  const range = { start: { line: 0, character: 0 }, end: { line: text.split('\n').length, character: 0 } };
  const actions = await client.request('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [] } });
  client.notify('textDocument/didClose', { textDocument: { uri } });
  return [{ ...first, suggestions: suggestionsIn(actions, uri, text) }, ...others];
}

function findingOf(file: string, diagnostic: JsonObject): Finding {
  const { start, end } = objectIn(diagnostic['range'], 'range');
  const [from, to] = [objectIn(start, 'start'), objectIn(end, 'end')];
  return {
    file,
    rule: ruleOf(diagnostic),
    line: numberIn(from, 'line') + 1,
    column: numberIn(from, 'character') + 1,
    endLine: numberIn(to, 'line') + 1,
    endColumn: numberIn(to, 'character') + 1,
    message: textIn(diagnostic, 'message'),
    suggestions: [],
  };
}

/** The server adds actions of its own, which disable a rule. */
function suggestionsIn(actions: unknown, uri: string, text: string): readonly Suggestion[] {
  if (actions === null) return [];
  const starts = lineStarts(text);
  const offset = (position: unknown): number => {
    const at = objectIn(position, 'position');
    return (starts[numberIn(at, 'line')] ?? text.length) + numberIn(at, 'character');
  };
  return objectsIn(actions, 'actions').flatMap((action) => {
    const title = textIn(action, 'title');
    if (action['kind'] !== 'quickfix' || title.startsWith('Disable failsoft/')) return [];
    const changes = objectIn(objectIn(action['edit'], 'edit')['changes'], 'changes');
    return objectsIn(changes[uri], uri).map((edit) => {
      const range = isObject(edit['range']) ? edit['range'] : {};
      return { title, range: [offset(range['start']), offset(range['end'])], text: textIn(edit, 'newText') };
    });
  });
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
}
