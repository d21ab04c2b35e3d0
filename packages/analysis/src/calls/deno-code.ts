/** Files that run in Deno, whose fetch is not undici's: what their imports, their text and the configuration above them say. */
import { posix } from 'node:path';
import { anyOf } from '../any-of.js';
import { withoutComments } from '../audience/waiting.js';
import { FileQuestion } from '../workspace/answers.js';
import { mentionedIn } from '../workspace/mentions.js';
import type { Workspace } from '../workspace/workspace.js';

const denoSpecifier = /^(?:npm:|jsr:|https:\/\/(?:deno\.land|esm\.sh|jsr\.io)\/)/;
const denoGlobal = /(?<![\w$.'"`])Deno\.[a-z]/;
/** Code for several runtimes asks first which one it is in. */
const asksForDeno = anyOf(/\btypeof\s+Deno\b/, /\bDeno\s*\?\./, /\b(?:globalThis|self|window)\s*(?:\?\.|\.)\s*Deno\b/, /['"]Deno['"]/);

const configurations = ['deno.json', 'deno.jsonc'];
const denoScript = /"\s*:\s*"deno\s+(?:run|serve|task)\b/;
/** Browsers have import maps, too. */
const denoImport = /"(?:npm:|jsr:|https:\/\/(?:deno\.land|esm\.sh|jsr\.io)\/)/;

const denoCode = new FileQuestion<boolean>((workspace, path, text) => saysDeno(text) || isBelowDeno(workspace, path), { inCircle: false });

export function runsInDeno(workspace: Workspace, path: string, text: string): boolean {
  return workspace.ofText(denoCode, path, text);
}

function saysDeno(text: string): boolean {
  if (asksForDeno.test(text)) return false;
  const { values, types } = mentionedIn(text);
  if ([...values, ...types].some((specifier) => denoSpecifier.test(specifier))) return true;
  return denoGlobal.test(text) && denoGlobal.test(withoutComments(text));
}

/** A configuration of Deno stands nearer than any package.json; beside one it decides only where the package's scripts start Deno. */
function isBelowDeno(workspace: Workspace, path: string): boolean {
  for (let folder = posix.dirname(path); folder.startsWith(workspace.root); folder = posix.dirname(folder)) {
    const manifest = workspace.text(posix.join(folder, 'package.json'));
    if (isConfigured(workspace, folder)) return manifest === undefined || denoScript.test(manifest);
    if (manifest !== undefined || folder === posix.dirname(folder)) return false;
  }
  return false;
}

function isConfigured(workspace: Workspace, folder: string): boolean {
  if (configurations.some((name) => workspace.text(posix.join(folder, name)) !== undefined)) return true;
  return denoImport.test(workspace.text(posix.join(folder, 'import_map.json')) ?? '');
}
