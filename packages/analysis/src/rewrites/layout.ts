import type { ModuleModel } from '../module/model.js';

/** How a file is written; what is inserted follows it. */
export interface Layout {
  readonly newline: '\n' | '\r\n';
  /** One step of indentation. */
  readonly indent: string;
  readonly quote: "'" | '"';
  readonly semicolon: ';' | '';
  /** After the last item of a list with an item a line. */
  readonly trailingComma: ',' | '';
  /** Columns that a line may have. */
  readonly width: number;
}

/** A line that ends a statement and has no semicolon. */
const UNTERMINATED = /^\s*(?:import|export|const|let|return|throw|await)\b.*[\w)\]'"`][ \t]*\r?$/gm;

const layouts = new WeakMap<ModuleModel, Layout>();

export function layoutOf(module: ModuleModel): Layout {
  let layout = layouts.get(module);
  if (layout === undefined) {
    layout = readLayout(module.text);
    layouts.set(module, layout);
  }
  return layout;
}

function readLayout(text: string): Layout {
  const lines = text.split(/\r?\n/);
  return {
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    indent: readIndent(lines),
    quote: count(text, /"/g) > count(text, /'/g) ? '"' : "'",
    semicolon: count(text, UNTERMINATED) > count(text, /;[ \t]*(?:\/\/.*)?\r?$/gm) ? '' : ';',
    trailingComma: !/,\s*\n\s*[}\])]/.test(text) && /[\w'"`]\s*\n\s*\}[,)\]]/.test(text) ? '' : ',',
    width: readWidth(lines),
  };
}

/** 80 where a file of some length keeps to it; else 100, or what its own lines have, within what formatters do. */
function readWidth(lines: readonly string[]): number {
  const longest = lines.reduce((found, line) => (line.length <= 120 ? Math.max(found, line.length) : found), 0);
  return longest <= 80 && lines.length >= 40 ? 80 : Math.max(100, longest);
}

/** The smallest step from one line to a deeper one. */
function readIndent(lines: readonly string[]): string {
  let tabs = 0;
  const steps = new Map<number, number>();
  let previous = 0;
  for (const line of lines) {
    const lead = /^[ \t]*/.exec(line)?.[0] ?? '';
    if (lead.length === line.length || /^\s+\*/.test(line)) continue;
    if (lead.includes('\t')) tabs++;
    else {
      const step = lead.length - previous;
      if (step === 2 || step === 4 || step === 3 || step === 8) steps.set(step, (steps.get(step) ?? 0) + 1);
      previous = lead.length;
    }
  }
  const [best, times] = [...steps].sort((a, b) => b[1] - a[1])[0] ?? [2, 0];
  return tabs > times ? '\t' : ' '.repeat(best);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** A string literal in the file's quotes. */
export function quoted(text: string, module: ModuleModel): string {
  const { quote } = layoutOf(module);
  return quote + text.replace(/\\/g, '\\\\').replaceAll(quote, `\\${quote}`) + quote;
}
