/** The names under which a module's text hands on something that has another name, without parsing it. */

export interface RenamedExport {
  /** What it is called in the module, its last name: 'request' of `undici.request`. */
  readonly of: string;
  readonly as: string;
}

const exportList = /\bexport\s*\{([^}]*)\}/g;
const renaming = /([\w$]+)\s+as\s+([\w$]+)/g;
/** `export const load = undici.request;` */
const exportedReference = /export\s+const\s+([\w$]+)\s*(?::[^=\n]+)?=\s*(?:[\w$]+\s*\.\s*)*([\w$]+)\s*(?:;|$)/my;

const exportedConstant = 'export const';

export function renamedExports(text: string): readonly RenamedExport[] {
  const found: RenamedExport[] = [];
  if (text.includes(' as ')) {
    for (const [, list = ''] of text.matchAll(exportList)) {
      for (const [, of = '', as = ''] of list.matchAll(renaming)) found.push({ of, as });
    }
  }
  for (let at = text.indexOf(exportedConstant); at >= 0; at = text.indexOf(exportedConstant, at + exportedConstant.length)) {
    if (at > 0 && text[at - 1] !== '\n') continue;
    exportedReference.lastIndex = at;
    const [, as, of] = exportedReference.exec(text) ?? [];
    if (as !== undefined && of !== undefined) found.push({ of, as });
  }
  return found.filter(({ of, as }) => of !== as);
}
