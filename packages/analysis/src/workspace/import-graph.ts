/** Where the imports of each file lead: worked out once a file, when somebody asks. */
import type { Layout } from './layout.js';
import { parentOf } from './real-path.js';
import { generatedCode, namesOf } from './specifier.js';

/** What one file imports, types too. */
export interface FileImports {
  /** Files of the workspace. */
  readonly files: readonly string[];
  /** Packages and their sub-paths, modules of Node as `node:http`, and `generatedCode` for what is neither, nor an asset. */
  readonly packages: readonly string[];
}

export class ImportGraph {
  readonly #known = new Map<string, FileImports>();
  #packages: { readonly all: ReadonlySet<string> | undefined } | undefined;

  constructor(
    private readonly layout: Layout,
    private readonly mentioned: ReadonlyMap<string, { readonly specifiers: readonly string[]; readonly typeSpecifiers: readonly string[] }>,
  ) {}

  /** Undefined for a file that is not known. */
  of(file: string): FileImports | undefined {
    let imports = this.#known.get(file);
    if (imports !== undefined) return imports;
    const mentions = this.mentioned.get(file);
    if (mentions === undefined) return undefined;
    imports = this.#resolved(parentOf(file) ?? file, [...mentions.specifiers, ...mentions.typeSpecifiers]);
    this.#known.set(file, imports);
    return imports;
  }

  /** What all files import; undefined where an import leads to a file that is not known. */
  get packages(): ReadonlySet<string> | undefined {
    this.#packages ??= { all: this.#importedByAny() };
    return this.#packages.all;
  }

  #importedByAny(): ReadonlySet<string> | undefined {
    const packages = new Set<string>();
    for (const path of this.mentioned.keys()) {
      const imports = this.of(path);
      if (imports === undefined) continue;
      if (imports.files.some((file) => !this.mentioned.has(file))) return undefined;
      for (const name of imports.packages) packages.add(name);
    }
    return packages;
  }

  #resolved(folder: string, specifiers: readonly string[]): FileImports {
    const files = new Set<string>();
    const packages = new Set<string>();
    for (const specifier of specifiers) {
      const resolution = this.layout.specifiers.resolve(specifier, folder);
      switch (resolution.kind) {
        case 'file':
          files.add(resolution.path);
          break;
        case 'package':
          for (const name of namesOf(resolution)) packages.add(name);
          break;
        case 'builtin':
          packages.add(`node:${resolution.name}`);
          break;
        case 'unresolved':
          if (!isAsset(specifier)) packages.add(generatedCode);
      }
    }
    return { files: [...files], packages: [...packages] };
  }
}

function isAsset(specifier: string): boolean {
  return /\.(?:css|scss|sass|less|svg|png|jpe?g|gif|webp|ico|woff2?|json|md|mdx|html|txt|vue|svelte|graphql|gql|wasm)(?:\?.*)?$/.test(specifier) || specifier.includes(':');
}
