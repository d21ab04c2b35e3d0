/** Which files are linted, for hosts that load no linter into their own process. */
export const extensions = ['js', 'jsx', 'mjs', 'cjs', 'ts', 'tsx', 'mts', 'cts'] as const;

export const lintablePattern = `**/*.{${extensions.join(',')}}`;

export function isLintable(path: string): boolean {
  return extensions.some((extension) => path.endsWith(`.${extension}`));
}

/** Left out of folders and globs even where git does not ignore them: not this project's source, or no code that runs. */
export const neverSearched = [
  '**/{node_modules,bower_components,jspm_packages}/**',
  '**/{dist,coverage}/**',
  '**/*.min.{js,mjs,cjs}',
  '**/*.d.{ts,mts,cts}',
];
