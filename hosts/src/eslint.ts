/** Lints a project with ESLint's command line. */
import { relative, sep } from 'node:path';
import type { Finding, Suggestion } from './findings.js';
import { isObject, numberIn, objectIn, objectsIn, textIn, type JsonObject } from './json.js';
import { run } from './process.js';
import type { Project } from './project.js';
import { sourcesFolder } from './sources.js';

const report = 'eslint-report.json';

/** @throws {Error} if ESLint fails. */
export async function lintWithEslint(project: Project, flags: readonly string[] = []): Promise<readonly Finding[]> {
  await run(project.installed('eslint/bin/eslint.js'), [sourcesFolder, '--format', 'json', '--output-file', report, ...flags], project.folder, [0, 1]);
  const results: unknown = JSON.parse(project.read(report));
  return objectsIn(results, report).flatMap((result) => {
    const file = relative(project.folder, textIn(result, 'filePath')).split(sep).join('/');
    return objectsIn(result['messages'], file).map((message) => findingOf(file, message));
  });
}

function findingOf(file: string, message: JsonObject): Finding {
  const [line, column] = [numberIn(message, 'line'), numberIn(message, 'column')];
  return {
    file,
    rule: typeof message['ruleId'] === 'string' ? message['ruleId'].replace('failsoft/', '') : 'fatal',
    line,
    column,
    endLine: typeof message['endLine'] === 'number' ? message['endLine'] : line,
    endColumn: typeof message['endColumn'] === 'number' ? message['endColumn'] : column,
    message: textIn(message, 'message'),
    suggestions: message['suggestions'] === undefined ? [] : objectsIn(message['suggestions'], file).map(suggestionOf),
  };
}

function suggestionOf(suggestion: JsonObject): Suggestion {
  const fix = objectIn(suggestion['fix'], 'fix');
  const range: unknown = fix['range'];
  if (!isRange(range)) throw new TypeError(`no range in ${JSON.stringify(suggestion)}`);
  return { title: textIn(suggestion, 'desc'), range, text: textIn(fix, 'text') };
}

function isRange(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && !isObject(value) && value.length === 2 && value.every((offset) => typeof offset === 'number');
}
