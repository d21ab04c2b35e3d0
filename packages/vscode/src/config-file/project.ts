/** What a folder says of itself, as far as a configuration of ESLint hangs on it. */

export interface Project {
  /** Whether its .js files are ES modules. */
  readonly isModule: boolean;
  readonly usesTypeScript: boolean;
  readonly usesJsx: boolean;
  /** Names in all dependency groups of its package.json. */
  readonly dependencies: ReadonlySet<string>;
  readonly packageManager: PackageManager;
}

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** @param manifest text of package.json, if there is one @param files names in the folder */
export function projectOf(manifest: string | undefined, files: readonly string[]): Project {
  const entries = objectOf(manifest);
  const dependencies = new Set(['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((group) => Object.keys(recordOf(entries.get(group)))));
  return {
    isModule: entries.get('type') === 'module',
    usesTypeScript: dependencies.has('typescript') || files.includes('tsconfig.json'),
    usesJsx: ['react', 'preact', 'solid-js'].some((name) => dependencies.has(name)),
    dependencies,
    packageManager: lockFiles.find(([file]) => files.includes(file))?.[1] ?? 'npm',
  };
}

const lockFiles: readonly (readonly [string, PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
];

/** A manifest that is broken says nothing. */
function objectOf(text: string | undefined): ReadonlyMap<string, unknown> {
  try {
    return new Map(Object.entries(recordOf(JSON.parse(text ?? '{}'))));
  } catch {
    return new Map();
  }
}

function recordOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
