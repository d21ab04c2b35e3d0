/** Whether a file is server code that people wait for, and if not, why rules are quiet in it. */
import type { Workspace } from '../workspace/workspace.js';
import { audienceByPlace } from './audience-places.js';
import { isBrowserFile } from './browser-code.js';
import type { Audience } from './facts.js';
import { isOfOtherRuntime } from './other-runtime.js';
import { isMigrationSource, isProgramFile } from './programs.js';

const server: Audience = { kind: 'server' };

/** Told by the file's place, its text, and who imports it: nothing is parsed. */
export function audienceOf(workspace: Workspace, path: string, text: string): Audience {
  const byPlace = audienceByPlace(workspace, path);
  if (byPlace !== undefined) return byPlace;
  if (isGeneratedText(text)) return { kind: 'quiet', why: 'generated' };
  if (isMigrationSource(workspace, path)) return { kind: 'quiet', why: 'migration' };
  if (isOfOtherRuntime(workspace, path, text)) return { kind: 'quiet', why: 'other runtime' };
  if (isProgramFile(workspace, path, text)) return { kind: 'quiet', why: 'script' };
  return isBrowserFile(workspace, path, text) ? { kind: 'quiet', why: 'browser' } : server;
}

function isGeneratedText(text: string): boolean {
  const head = text.slice(0, 600);
  return /@generated\b|\bauto-?generated\b|\bDO NOT (?:EDIT|MODIFY)\b|this file (?:is|was) generated/i.test(head) && head.trimStart().startsWith('/')
    ? true
    : isBundle(text);
}

/** Lines far longer than people write, on average. */
function isBundle(text: string): boolean {
  if (text.length < 20_000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > 400;
}
