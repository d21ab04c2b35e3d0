/** Imports that are gone once the types are: `import { task } from './task'` for `typeof task` alone. */
import { FileQuestion } from '../workspace/answers.js';
import { mentionedIn } from '../workspace/mentions.js';
import type { Workspace } from '../workspace/workspace.js';
import { escaped } from './escaped.js';
import { withoutComments } from './waiting.js';
import { withoutTexts } from './waiting-marks.js';

/** The names in braces, and what they are imported from. */
const namedImport = /\bimport\s*\{([^}]*)\}\s*from\s*['"]([^'"\n]+)['"]\s*;?/g;
const listedName = /(?:^|,)\s*(?:type\s+)?(?:[\w$]+\s+as\s+)?([\w$]+)\s*(?=,|$)/g;

/** The files of which a file names something in its imports, and takes nothing but types. */
export const filesUsedForTypes = new FileQuestion<readonly string[]>(listFiles, { inCircle: [], isSame: (one, other) => one.join() === other.join() });

function listFiles(workspace: Workspace, path: string, text: string): readonly string[] {
  if (!text.includes('typeof')) return [];
  const code = withoutComments(text);
  const others = code.replace(namedImport, '');
  const rest = withoutTexts(others);
  const forTypes: string[] = [];
  const forValues: string[] = [];
  for (const [, list = '', specifier = ''] of code.matchAll(namedImport)) {
    const names = [...list.matchAll(listedName)];
    (names.length > 0 && names.every(([, name = '']) => isNamedByTypeof(name, rest)) ? forTypes : forValues).push(specifier);
  }
  if (forTypes.length === 0) return [];
  const filesOf = (specifiers: readonly string[]): string[] =>
    specifiers.flatMap((specifier) => {
      const resolution = workspace.resolve(specifier, path);
      return resolution.kind === 'file' ? [resolution.path] : [];
    });
  const loaded = new Set(filesOf([...forValues, ...mentionedIn(others).values]));
  return filesOf(forTypes).filter((file) => !loaded.has(file));
}

/** Wherever it stands, it stands in a type: `typeof x === 'function'` reads its value. */
function isNamedByTypeof(name: string, code: string): boolean {
  if (!code.includes(`typeof ${name}`)) return false;
  const own = escaped(name);
  const anywhere = code.match(new RegExp(`(?<![\\w$.])${own}(?![\\w$])`, 'g')) ?? [];
  const inTypes = code.match(new RegExp(`(?:[<:|&,]|\\btype\\s+\\w+\\s*=)\\s*typeof\\s+${own}(?![\\w$])(?!\\s*[!=]==?)`, 'g')) ?? [];
  return anywhere.length > 0 && anywhere.length === inTypes.length;
}
