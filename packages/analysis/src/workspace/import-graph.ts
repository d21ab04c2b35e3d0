/** Where the imports of each file lead: worked out once a file, when somebody asks. */
import type { Layout } from './layout.js';
import { parentOf } from './real-path.js';

/** What one file imports, types too. */
export interface FileImports {
  /** Files of the workspace. */
  readonly files: readonly string[];
  /** Packages, and modules of Node as `node:http`. */
  readonly packages: readonly string[];
  /** Whether something is neither, nor an asset: it may be generated. */
  readonly leadsNowhere: boolean;
}

export class ImportGraph {
  readonly #known = new Map<string, FileImports>();

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

  #resolved(folder: string, specifiers: readonly string[]): FileImports {
    const files = new Set<string>();
    const packages = new Set<string>();
    let leadsNowhere = false;
    for (const specifier of specifiers) {
      const resolution = this.layout.specifiers.resolve(specifier, folder);
      switch (resolution.kind) {
        case 'file':
          files.add(resolution.path);
          break;
        case 'package':
          packages.add(resolution.name);
          break;
        case 'builtin':
          packages.add(`node:${resolution.name}`);
          break;
        case 'unresolved':
          leadsNowhere ||= !isAsset(specifier);
      }
    }
    return { files: [...files], packages: [...packages], leadsNowhere };
  }
}

function isAsset(specifier: string): boolean {
  return /\.(?:css|scss|sass|less|svg|png|jpe?g|gif|webp|ico|woff2?|json|md|mdx|html|txt|vue|svelte|graphql|gql|wasm)(?:\?.*)?$/.test(specifier) || specifier.includes(':');
}
