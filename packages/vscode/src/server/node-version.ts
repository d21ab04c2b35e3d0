/** The Node that the editor brings, which the language server runs on. */

/** The least minor version of each major that is good enough; every later major is. */
const least: ReadonlyMap<number, number> = new Map([[20, 19], [22, 13]]);
const latestKnown = 24;

/** Undefined if the server runs on it, else a sentence that says what to do. @param version '22.15.1' */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major >= latestKnown || minor >= (least.get(major) ?? Infinity)) return undefined;
  return `Failsoft needs Node 20.19, 22.13, 24 or later, and this editor brings Node ${version}: update the editor.`;
}
