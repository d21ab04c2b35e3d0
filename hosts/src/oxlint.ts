/** Lints a project with oxlint's command line, where the plugin is a JS plugin. */
import { join, sep } from 'node:path';
import failsoft from 'eslint-plugin-failsoft';
import type { Finding } from './findings.js';
import { numberIn, objectIn, objectsIn, textIn, type JsonObject } from './json.js';
import { run } from './process.js';
import type { Project } from './project.js';
import { sourcesFolder } from './sources.js';

export const oxlintBinary = 'oxlint/bin/oxlint';

/** One configuration for the project, and one in each folder that has settings of its own. */
export function writeOxlintConfiguration(project: Project): void {
  project.write('.oxlintrc.json', configurationText());
  for (const [folder, settings] of project.sources.settings) {
    project.write(`${folder}/.oxlintrc.json`, configurationText({ root: join(project.folder, folder), ...settings }));
  }
}

function configurationText(settings?: Readonly<Record<string, unknown>>): string {
  const rules = { ...failsoft.configs.all.rules, ...failsoft.configs.strict.rules };
  const given = settings === undefined ? {} : { settings: { failsoft: settings } };
  return JSON.stringify({ jsPlugins: ['eslint-plugin-failsoft'], plugins: [], categories: { correctness: 'off' }, rules, ...given });
}

/** Its reports have no suggestions. @throws {Error} if oxlint fails. */
export async function lintWithOxlint(project: Project): Promise<readonly Finding[]> {
  const { stdout } = await run(project.installed(oxlintBinary), ['--format', 'json', sourcesFolder], project.folder, [0, 1]);
  return objectsIn(objectIn(JSON.parse(stdout), 'report')['diagnostics'], 'diagnostics').map((diagnostic) => findingOf(project, diagnostic));
}

/** Applies the first suggestion of findings whose edits do not overlap. @throws {Error} if oxlint fails. */
export async function applySuggestions(project: Project): Promise<void> {
  await run(project.installed(oxlintBinary), ['--fix-suggestions', '--format', 'json', sourcesFolder], project.folder, [0, 1]);
}

/** Its columns count bytes, and so do its offsets. */
function findingOf(project: Project, diagnostic: JsonObject): Finding {
  const file = textIn(diagnostic, 'filename').split(sep).join('/');
  const [label] = objectsIn(diagnostic['labels'], file);
  const span = objectIn(label?.['span'], file);
  const bytes = Buffer.from(project.sources.files.get(file) ?? '');
  const start = numberIn(span, 'offset');
  const [from, to] = [placeAt(bytes, start), placeAt(bytes, start + numberIn(span, 'length'))];
  return { file, rule: ruleOf(diagnostic), ...from, endLine: to.line, endColumn: to.column, message: textIn(diagnostic, 'message'), suggestions: [] };
}

function placeAt(bytes: Buffer, offset: number): { readonly line: number; readonly column: number } {
  const lines = bytes.subarray(0, offset).toString().replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** 'failsoft(require-timeout)'; none for a file that does not parse. */
export function ruleOf({ code }: JsonObject): string {
  return (typeof code === 'string' ? /^failsoft\(([\w-]+)\)$/.exec(code)?.[1] : undefined) ?? 'fatal';
}
