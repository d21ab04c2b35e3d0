import { relative } from 'node:path';

/** As printed and as in JSON: from the working directory, with '/'. */
export function relativePath(cwd: string, path: string): string {
  return relative(cwd, path).replaceAll('\\', '/');
}
