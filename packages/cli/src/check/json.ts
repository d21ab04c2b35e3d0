import type { CheckReport } from './report.js';

/** JSON with one finding, call, client or error a line: readable by people too, and never one huge string. */
export function* json({ version, findings, calls, clients, errors, summary }: CheckReport): Generator<string> {
  yield `{\n"version": ${version},\n`;
  for (const [name, items] of Object.entries({ findings, calls, clients, errors })) {
    yield `"${name}": [`;
    for (const [index, item] of items.entries()) yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(item)}`;
    yield items.length === 0 ? '],\n' : '\n],\n';
  }
  yield `"summary": ${JSON.stringify(summary)}\n}\n`;
}
