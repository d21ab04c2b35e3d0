/** Code that a manual quotes, or an agent reads: tests call it, and nobody serves it. */
import type { Workspace } from '../workspace/workspace.js';
import { loadedByPlace, relativePaths, usersOf } from './places.js';
import { scriptsOf } from './package-scripts.js';
import { entryFile, hasExports } from './programs.js';
import { waitsForWork } from './waiting.js';

/** `// [START translate_text]`, where the quotation begins. */
const region = /^[ \t]*(?:\/\/|\/?\*)[ \t]*\[START [\w-]+\]/m;
/** What a platform calls by a name that its deployment is given. */
const handler = /\b(?:req|request)\s*,\s*_?(?:res|response)\b|\b(?:event|message|cloudEvent|data|file)\s*,\s*_?(?:context|callback)\b|\bcloudEvent\b/i;

/** One function, exported by the name of what it is, and nothing beside it. */
const exportedExample = new RegExp(
  String.raw`\b(?:export\s+(?:async\s+function|const)\s+|export\s*\{\s*|module\.exports\s*=\s*(?:\{\s*)?|exports\.)` +
    String.raw`(example|demo|sample|\w+(?:Example|Demo|Sample))\b(?!\s*,\s*\w|\s+as\b|\s*:)`,
);

/** The folder of an agent's skill, in which SKILL.md says what the other files are for. */
const skill = /^(.*\/skills\/[^/]+)\//;

export function isQuotedSample(workspace: Workspace, path: string, text: string): boolean {
  return isOfSkill(workspace, path) || isMarkedSample(workspace, path, text) || isTestedExample(workspace, path, text);
}

function isOfSkill(workspace: Workspace, path: string): boolean {
  const folder = skill.exec(path)?.[1];
  return folder !== undefined && workspace.text(`${folder}/SKILL.md`) !== undefined && usersOf(workspace, path).length === 0;
}

function isMarkedSample(workspace: Workspace, path: string, text: string): boolean {
  if (!text.includes('[START ') || !text.includes('[END ') || !region.test(text) || handler.test(text)) return false;
  const scripts = scriptsOf(workspace, path);
  if (scripts === undefined || scripts.isLibrary || scripts.startsSomething || workspace.manifest(path)?.bins.size !== 0) return false;
  if (entryFile.test(relativePaths(workspace, path).inPackage) || usersOf(workspace, path).length > 0) return false;
  return !waitsForWork(workspace, path, text);
}

/** `export { example }`, which needs nothing from whoever calls it, and tests alone do. */
function isTestedExample(workspace: Workspace, path: string, text: string): boolean {
  const [exported, name] = exportedExample.exec(text) ?? [];
  if (exported === undefined || name === undefined || hasExports.test(text.replace(exported, ''))) return false;
  const needsNothing = new RegExp(`\\bfunction\\s+${name}\\s*\\(\\s*\\)|\\bconst\\s+${name}\\s*=\\s*async\\s*(?:function\\s*\\w*\\s*)?\\(\\s*\\)`);
  if (!needsNothing.test(text) || loadedByPlace.test(relativePaths(workspace, path).inPackage) || usersOf(workspace, path).length > 0) return false;
  return workspace.index.importersOf(path).length > 0 && !waitsForWork(workspace, path, text);
}
