/** Names of code, packages and folders as parts of regular expressions. */
export function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
