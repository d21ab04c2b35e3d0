/** Texts that a program wrote: they are written again, whatever is changed in them. */
import type { Workspace } from '../workspace/workspace.js';

/** A licence may stand before what the generator says. */
const firstComments = /^(?:\s*(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/))+/;
const saysSo = /@generated\b|\bauto[- ]?generated\b|\bDO NOT (?:EDIT|MODIFY)\b|this file (?:is|was) generated/i;
const maxHead = 4_000;

export function isGeneratedText(workspace: Workspace, path: string, text: string): boolean {
  const comments = firstComments.exec(text.slice(0, maxHead))?.[0];
  if (comments !== undefined && saysSo.test(comments)) return true;
  return isBundle(text) || isCompiled(workspace, path, text, text.slice(0, 600));
}

/** Lines far longer than people write, on average. */
function isBundle(text: string): boolean {
  if (text.length < 20_000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > 400;
}

/** JavaScript with the map of its source inside, or beside the TypeScript that it is compiled from. */
function isCompiled(workspace: Workspace, path: string, text: string, head: string): boolean {
  const extension = /\.([cm]?)jsx?$/.exec(path);
  if (extension === null) return false;
  if (text.includes('\n//# sourceMappingURL=data:application/json')) return true;
  if (!head.includes('Object.defineProperty(exports, "__esModule"')) return false;
  const stem = path.slice(0, extension.index);
  return [`.${extension[1] ?? ''}ts`, '.tsx'].some((ending) => workspace.text(stem + ending) !== undefined);
}
