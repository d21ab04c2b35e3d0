import type { EvidenceRecord } from 'eslint-plugin-failsoft';
import { MarkupKind, type Hover, type Position } from 'vscode-languageserver/node';
import type { CheckedDocument } from '../documents/checks.js';
import { linePlaceOf } from './line-place.js';
import { isAt, locate, type Located } from './records.js';

/** Which dependency is called here, where its client comes from, and how the call is protected. */
export function hoverAt({ document, report }: CheckedDocument, position: Position): Hover | undefined {
  if (report.inventory === undefined) return undefined;
  const here = locate(document, report.inventory).find(({ range }) => isAt(range, position));
  return here === undefined ? undefined : { range: here.range, contents: { kind: MarkupKind.Markdown, value: textOf(here) } };
}

function textOf(located: Located): string {
  if (located.kind === 'client') {
    const { name, dependency, library, timeout, errorListener } = located.client;
    return [`**${dependency}**: ${name} of \`${library}\`, created here`, table([['Timeout', timeout], ['Error listener', errorListener]])].join('\n\n');
  }
  const { callee, dependency, library, client, timeout, errorHandling, circuitBreaker } = located.call;
  return [
    `**${dependency}**: \`${callee}\` of \`${library}\``,
    ...(client === undefined ? [] : [`Client created at ${linkTo(`${client.file}:${client.line}`)}`]),
    table([['Timeout', timeout], ['Error handling', errorHandling], [advice, circuitBreaker]]),
  ].join('\n\n');
}

/** What is merely advice looks neutral where it is missing. */
const signs = { present: '✅', missing: '❌', unknown: '❔' } as const;
const signsOfAdvice = { ...signs, missing: '⚪' } as const;
const advice = 'Circuit breaker';

function table(rows: readonly (readonly [string, EvidenceRecord])[]): string {
  const lines = rows.map(([name, { verdict, reason, where }]) => {
    const place = where === undefined ? '' : ` (${linkTo(where)})`;
    const sign = (name === advice ? signsOfAdvice : signs)[verdict];
    return `| ${name} | ${sign} ${verdict}: ${cell(reason)}${place} |`;
  });
  return ['| Protection | State |', '|:---|:---|', ...lines].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replace(/\s+/g, ' ');
}

/** @param place `path:line` */
function linkTo(place: string): string {
  const { name, uri, line } = linePlaceOf(place);
  return `[${name}](${uri}#L${line})`;
}
