import type { ImportModel, ModuleModel } from '../module/model.js';
import type { Scope } from '../module/scope.js';
import type { RewriteContext } from './context.js';
import { importPlaceOf } from './import-place.js';
import { layoutOf } from './layout.js';
import { freeName } from './names.js';
import type { TextEdit } from './rewrite.js';
import { specifierFor } from './specifier.js';
import { afterTrailingComments, indentationAt, startsLine, tokenStartAfter } from './trivia.js';

/** A name that rewritten code uses, and the module that exports it, as the settings write it. */
export interface ImportRequest {
  readonly name: string;
  readonly from: string;
}

export interface ImportedLocal {
  /** What to write at the place: `withTimeout`, an alias, `failsoft.withTimeout`. */
  readonly local: string;
  /** Empty where the file has the import already. */
  readonly edits: readonly TextEdit[];
}

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  withTimeout: ['withDeadline', 'withCallTimeout'],
  softCache: ['softenCache', 'asSoftCache'],
  mapWithLimit: ['mapAtMost', 'mapLimited'],
  circuitBreaker: ['createCircuitBreaker', 'newCircuitBreaker'],
  timeouts: ['callTimeouts', 'policyTimeouts'],
  logger: ['appLogger', 'rootLogger'],
  log: ['appLog', 'rootLog'],
};

/** Makes a name available at a place; undefined where no import can do that without a clash. */
export function importName(request: ImportRequest, scope: Scope, context: RewriteContext): ImportedLocal | undefined {
  const { module } = context;
  const specifier = specifierFor(request.from, context);
  if (specifier === undefined) {
    context.lacks(request.from);
    return undefined;
  }
  const declarations = module.imports.filter((declaration) => declaration.specifier === specifier && !declaration.typeOnly);
  const existing = declarations.flatMap((declaration) => localOf(request.name, declaration, scope)).at(0);
  if (existing !== undefined) return { local: existing, edits: [] };
  const local = freeName([request.name, ...(ALIASES[request.name] ?? []), `${request.name}FromFailsoft`], scope, module);
  if (local === undefined) return undefined;
  const host = declarations.find((declaration) => canHoldNames(declaration, module));
  const edits = host === undefined ? declare(request.name, local, specifier, module) : extend(host, request.name, local, module);
  return { local, edits };
}

/** The expression by which a declaration's export is reached here, unless an inner name hides it. */
function localOf(name: string, declaration: ImportModel, scope: Scope): readonly string[] {
  return declaration.names.flatMap((binding) => {
    const visible = scope.lookup(binding.local)?.source;
    if (binding.typeOnly || visible?.from !== 'import' || visible.specifier !== declaration.specifier) return [];
    if (binding.imported === name) return [binding.local];
    return binding.imported === '*' ? [`${binding.local}.${name}`] : [];
  });
}

function canHoldNames({ names }: ImportModel, module: ModuleModel): boolean {
  return names.some((name) => isNamed(name.imported) && isBraced(name, module)) && names.every(({ imported }) => imported !== '*');
}

/** `const a = require('x').a` names an export without braces. */
function isBraced({ range }: ImportModel['names'][number], module: ModuleModel): boolean {
  return /[,}]/.test(module.text.charAt(tokenStartAfter(module, range[1])));
}

function isNamed(imported: string): boolean {
  return imported !== 'default' && imported !== '*';
}

function extend(declaration: ImportModel, name: string, local: string, module: ModuleModel): readonly TextEdit[] {
  const last = declaration.names.filter(({ imported }) => isNamed(imported)).at(-1);
  if (last === undefined) return [];
  const [start, end] = last.range;
  const added = specifierText(name, local, declaration.form);
  if (!startsLine(module.text, start)) return [{ range: [end, end], text: `, ${added}`, part: 'import' }];
  const line = layoutOf(module).newline + indentationAt(module.text, start) + added;
  const next = tokenStartAfter(module, end);
  // Comments behind the last name stay with it.
  const at = afterTrailingComments(module, module.text[next] === ',' ? next + 1 : end);
  if (module.text[next] === ',') return [{ range: [at, at], text: `${line},`, part: 'import' }];
  if (at === end) return [{ range: [at, at], text: `,${line}`, part: 'import' }];
  return [{ range: [end, end], text: ',', part: 'import' }, { range: [at, at], text: line, part: 'import' }];
}

function declare(name: string, local: string, specifier: string, module: ModuleModel): readonly TextEdit[] {
  const { quote, semicolon } = layoutOf(module);
  const form = importFormOf(module);
  const names = `{ ${specifierText(name, local, form)} }`;
  const source = quote + specifier + quote;
  const statement = form === 'import' ? `import ${names} from ${source}${semicolon}` : `const ${names} = require(${source})${semicolon}`;
  const place = importPlaceOf(module, specifier);
  return [{ range: [place.at, place.at], text: place.before + statement + place.after, part: 'import' }];
}

/** TypeScript is written with `import` even where it is emitted as CommonJS. */
function importFormOf(module: ModuleModel): 'import' | 'require' {
  if (module.imports.some(({ form }) => form === 'import')) return 'import';
  if (module.format === 'esm') return 'import';
  return module.isTypeScript && module.imports.length === 0 ? 'import' : 'require';
}

function specifierText(name: string, local: string, form: ImportModel['form']): string {
  if (local === name) return name;
  return form === 'import' ? `${name} as ${local}` : `${name}: ${local}`;
}
