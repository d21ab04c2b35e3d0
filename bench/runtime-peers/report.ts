import type { Observed, Row } from './play.js';

const marks: Record<Observed['is'], string> = { right: '✓', wrong: '✗', 'not offered': '·' };

/** A table of Markdown: a line a scenario, a column a library. */
export function tableOf(rows: readonly Row[], names: readonly string[]): string {
  const lines = rows.map(({ behaviour, concept, title, observed }) => {
    const cells = names.map((name) => (observed[name] ? marks[observed[name].is] : ''));
    return `| ${[behaviour, concept, title, ...cells].join(' | ')} |`;
  });
  const head = ['behaviour', 'concept', 'what must hold', ...names];
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---|').join('')}`, ...lines].join('\n');
}

/** How often each library is right, of the scenarios that it offers the means for. */
export function countsOf(rows: readonly Row[], names: readonly string[]): string {
  return names
    .map((name) => {
      const seen = rows.map(({ observed }) => observed[name]?.is);
      const count = (is: Observed['is']): number => seen.filter((one) => one === is).length;
      return `${name}: ${count('right')} right, ${count('wrong')} wrong, ${count('not offered')} not offered`;
    })
    .join('\n');
}

/** What was seen where a library is wrong. */
export function wrongsOf(rows: readonly Row[], names: readonly string[]): string {
  return rows
    .flatMap(({ behaviour, concept, title, observed }) =>
      names.flatMap((name) => (observed[name]?.is === 'wrong' ? [`- ${name}, ${concept}, ${behaviour}: ${title}: ${observed[name].seen}`] : [])),
    )
    .join('\n');
}
