/** Imports that are gone once the types are: `import { task } from './task'` for `typeof task` alone. */
import { mentionedIn } from '../workspace/mentions.js';
import type { Workspace } from '../workspace/workspace.js';
import { withoutComments } from './waiting.js';
import { withoutTexts } from './waiting-marks.js';

/** The names in braces, and what they are imported from. */
const namedImport = /\bimport\s*\{([^}]*)\}\s*from\s*['"]([^'"\n]+)['"]\s*;?/g;
const listedName = /(?:^|,)\s*(?:type\s+)?(?:[\w$]+\s+as\s+)?([\w$]+)\s*(?=,|$)/g;

/** Whether a file names another in its imports, and takes nothing but types of it. */
export function usesTypesOnly(workspace: Workspace, path: string, text: string, imported: string): boolean {
  if (!text.includes('typeof')) return false;
  const leadsThere = (specifier: string): boolean => {
    const resolution = workspace.resolve(specifier, path);
    return resolution.kind === 'file' && resolution.path === imported;
  };
  const code = withoutComments(text);
  const clauses = [...code.matchAll(namedImport)].filter(([, , specifier = '']) => leadsThere(specifier));
  const others = code.replace(namedImport, '');
  if (clauses.length === 0 || mentionedIn(others).values.some(leadsThere)) return false;
  const rest = withoutTexts(others);
  return clauses.every(([, list = '']) => [...list.matchAll(listedName)].every(([, name = '']) => isNamedByTypeof(name, rest)));
}

/** Wherever it stands, it stands in a type: `typeof x === 'function'` reads its value. */
function isNamedByTypeof(name: string, code: string): boolean {
  const own = name.replaceAll('$', '\\$');
  const anywhere = code.match(new RegExp(`(?<![\\w$.])${own}(?![\\w$])`, 'g')) ?? [];
  const inTypes = code.match(new RegExp(`(?:[<:|&,]|\\btype\\s+\\w+\\s*=)\\s*typeof\\s+${own}(?![\\w$])(?!\\s*[!=]==?)`, 'g')) ?? [];
  return anywhere.length > 0 && anywhere.length === inTypes.length;
}
