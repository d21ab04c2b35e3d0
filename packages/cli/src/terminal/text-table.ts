import { stripVTControlCharacters } from 'node:util';

/** Aligns cells in columns, two spaces apart; numbers to the right, the rest to the left. Colours in cells take no width. */
export function textTable(rows: readonly (readonly (string | number)[])[]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, index) => Math.max(...rows.map((row) => widthOf(row[index]))));
  const numeric = widths.map((_, index) => rows.some((row) => typeof row[index] === 'number'));
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const padding = ' '.repeat((widths[index] ?? 0) - widthOf(cell));
        return numeric[index] === true ? padding + String(cell) : String(cell) + padding;
      })
      .join('  ')
      .trimEnd(),
  );
}

function widthOf(cell: string | number | undefined): number {
  return stripVTControlCharacters(String(cell ?? '')).length;
}
