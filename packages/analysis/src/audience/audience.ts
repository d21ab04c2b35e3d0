/** Whether a file is server code that people wait for, and if not, why rules are quiet in it. */
import type { Workspace } from '../workspace/workspace.js';
import { audienceByPlace } from './places.js';
import { isBrowserFile } from './browser-code.js';
import type { Audience } from './kinds.js';
import { isGeneratedText } from './generated-text.js';
import { isOfOtherRuntime } from './other-runtime.js';
import { isMigrationSource, isProgramFile } from './programs.js';
import { isQuotedSample } from './quoted-samples.js';
import { isTestMaterial } from './test-material.js';

const server: Audience = { kind: 'server' };

/** Told by the file's place, its text, and who imports it: nothing is parsed. */
export function audienceOf(workspace: Workspace, path: string, text: string): Audience {
  const byPlace = audienceByPlace(workspace, path);
  if (byPlace !== undefined) return byPlace;
  if (isGeneratedText(workspace, path, text)) return { kind: 'quiet', why: 'generated' };
  if (isTestMaterial(workspace, path, text)) return { kind: 'quiet', why: 'test' };
  if (isMigrationSource(workspace, path)) return { kind: 'quiet', why: 'migration' };
  if (isOfOtherRuntime(workspace, path, text)) return { kind: 'quiet', why: 'other runtime' };
  // Most files of an application are its pages, and those are told sooner than programs.
  if (isBrowserFile(workspace, path, text)) return { kind: 'quiet', why: 'browser' };
  return isProgramFile(workspace, path, text) || isQuotedSample(workspace, path, text) ? { kind: 'quiet', why: 'script' } : server;
}
