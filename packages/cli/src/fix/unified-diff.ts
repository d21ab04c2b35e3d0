import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Colors } from '../terminal/colors.js';

/** As `git diff` writes it, so that `git apply` takes it. */
export function unifiedDiff(path: string, before: string, after: string, colors: Colors): string {
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3, headerOptions: FILE_HEADERS_ONLY });
  return colors.isColorSupported ? patch.split('\n').map((line) => colored(line, colors)).join('\n') : patch;
}

function colored(line: string, colors: Colors): string {
  if (line.startsWith('+++') || line.startsWith('---')) return colors.bold(line);
  if (line.startsWith('@@')) return colors.cyan(line);
  if (line.startsWith('+')) return colors.green(line);
  return line.startsWith('-') ? colors.red(line) : line;
}
