/** Scripts that a page of the project loads: `<script src="js/analyzer.js">`. Modules are left to whoever bundles them. */
import { posix } from 'node:path';
import { foldersUp, isInside } from '../workspace/real-path.js';
import { Question } from '../workspace/answers.js';
import type { Workspace } from '../workspace/workspace.js';

const pageScripts = new Question<ReadonlySet<string>>(new Set());

/** Also of CommonJS: a page could load neither. */
const isModule = /^(?:import|export)\b|\brequire\s*\(|\bmodule\.exports\b/m;
const loaded = /<script\b[^>]*?\bsrc\s*=\s*["']\/?([^"'?#:]+\.js)["'?#]/g;

export function isScriptOfPage(workspace: Workspace, path: string, text: string): boolean {
  if (!path.endsWith('.js') || isModule.test(text)) return false;
  for (const folder of foldersUp(posix.dirname(path))) {
    if (!isInside(folder, workspace.root)) return false;
    const scripts = workspace.remember(pageScripts, folder, (own) => scriptsOf(own.text(`${folder}/index.html`) ?? '', folder));
    if (scripts.has(path)) return true;
  }
  return false;
}

function scriptsOf(page: string, folder: string): ReadonlySet<string> {
  return new Set([...page.matchAll(loaded)].map(([, script = '']) => posix.join(folder, script)));
}
