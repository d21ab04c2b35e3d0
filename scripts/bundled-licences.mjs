/** The licences of the packages whose code is in a bundle. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Under which others' code may be passed on with ours. */
const accepted = new Set(['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'Python-2.0']);

const licenceFile = /^(?:licen[cs]e|copying|notice|thirdpartynotice)/i;
const line = '-'.repeat(80);

/**
 * @param metafiles of esbuild
 * @param folder that their paths are relative to
 * @param others sections on what is bundled beside packages: title and text
 * @throws if the licence of a package isn't one of those accepted
 */
export function noticesOf(metafiles, folder, others = []) {
  const byId = new Map([...packageFoldersOf(metafiles, folder)].map(read).map((found) => [`${found.name} ${found.version}`, found]));
  const packages = [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
  const refused = packages.filter(({ license }) => !accepted.has(license));
  if (refused.length > 0) throw new Error(`not to be bundled: ${refused.map(({ name, license }) => `${name} (licence: ${String(license)})`).join(', ')}`);
  const head = `Failsoft contains code of these ${packages.length} packages, each under its own licence.\n`;
  const sections = [...packages.map(({ name, version, license, texts }) => [`${name} ${version} (${license})`, ...texts]), ...others];
  return [head, ...sections.map(([title, ...texts]) => [line, title, line, ...texts, ''].join('\n'))].join('\n');
}

function packageFoldersOf(metafiles, folder) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap((output) => Object.entries(output.inputs)));
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return new Set(used.flatMap(([path]) => /^(?:[a-z]+:)?(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\/(?!.*\bnode_modules\/)/.exec(path)?.[1] ?? []).map((path) => resolve(folder, path)));
}

function read(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const names = readdirSync(folder);
  const texts = names.filter((file) => licenceFile.test(file)).map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length > 0) return { name, version, license, texts };
  const owner = typeof author === 'string' ? author : (author?.name ?? 'its authors');
  return { name, version, license, texts: [`By ${owner}`, ...names.filter((file) => /^readme/i.test(file)).flatMap((file) => licencePart(join(folder, file)))] };
}

/** Some have it at the end of their README. */
function licencePart(readme) {
  const [part] = /^(?:#+ )?licen[cs]e\b[^]*/im.exec(readFileSync(readme, 'utf8')) ?? [];
  return part === undefined ? [] : [part.trim()];
}
