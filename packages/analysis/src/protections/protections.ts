/** Look-ups in the protections' data. */
import { compilePath } from '../catalog/paths.js';
import type { ModuleModel } from '../module/model.js';
import { packageCopiedIn } from './copies.js';
import type { Construct, Protection } from './schema.js';

export class Protections {
  constructor(private readonly all: readonly Protection[]) {}

  /** What is known of a package. */
  of(packageName: string): readonly Protection[] {
    return this.all.filter(({ packages }) => packages.includes(packageName));
  }

  /** Whether a package's constructs are all known: what they do not give is missing. */
  knows(packageName: string): boolean {
    return this.all.some(({ packages }) => packages.includes(packageName));
  }

  /** The package that a file is a copy of, if any. */
  packageCopiedIn({ text }: ModuleModel): string | undefined {
    return packageCopiedIn(text, this.all);
  }

  /** What confines the code that imports one of these packages, so that its calls are made for it within a deadline. */
  sandbox(packageNames: readonly string[]): Protection | undefined {
    return packageNames.flatMap((name) => this.of(name)).find(({ constructs }) => constructs.some(({ form }) => form === 'sandbox'));
  }

  /** What keeps a client for calls of its own: `Ratelimit` of Upstash. */
  holder(packageName: string, path: readonly string[]): Extract<Construct, { form: 'holder' }> | undefined {
    for (const { constructs } of this.of(packageName)) {
      for (const construct of constructs) if (construct.form === 'holder' && compilePath(construct.path)(path)) return construct;
    }
    return undefined;
  }

  /** Whether a package has what keeps clients. */
  readonly isOfHolders = (packageName: string): boolean => this.of(packageName).some(({ constructs }) => constructs.some(({ form }) => form === 'holder'));

  /** What an export that wraps clients gives their calls: `softCache` of the runtime. */
  clientWrapper(packageName: string, path: readonly string[]): Extract<Construct, { form: 'client' }> | undefined {
    for (const { constructs } of this.of(packageName)) {
      for (const construct of constructs) if (construct.form === 'client' && compilePath(construct.path)(path)) return construct;
    }
    return undefined;
  }
}
