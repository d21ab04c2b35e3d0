/** What is asked of a package for each of its files, and told by its manifest alone. */
import type { PackageManifest } from '../workspace/workspace.js';

/** The same test, that looks at each package once. */
export function packageTrait(isOne: (manifest: PackageManifest) => boolean): (manifest: PackageManifest | undefined) => boolean {
  const known = new WeakMap<PackageManifest, boolean>();
  return (manifest) => {
    if (manifest === undefined) return false;
    let answer = known.get(manifest);
    if (answer === undefined) known.set(manifest, (answer = isOne(manifest)));
    return answer;
  };
}
