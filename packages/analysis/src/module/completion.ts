/** What is known only once the whole file is lowered: names and format. */
import type { Lowering } from './lowering.js';
import type { ExportModel, ModuleModel } from './model.js';
import { resolveNames } from './names.js';
import { rangeOf, startOf } from './positions.js';
import type { ModuleSource } from './source.js';
import type { Range, Value } from './value.js';

export function completeModel(l: Lowering, source: ModuleSource): ModuleModel {
  const { path, text } = source;
  const globals = resolveNames(l);
  for (const scope of l.requires.values()) {
    const loader = scope.lookup('require');
    if (loader === undefined) globals.add('require');
    else loader.reads++;
  }
  const comments = rangesOf(source);
  for (const { clause, bindings } of l.catches) {
    clause.usesError = bindings.some(({ reads }) => reads > 0);
    clause.hasComment = holdsComment(comments, clause.block);
  }
  return {
    path,
    text,
    format: formatOf(l, globals, source),
    directives: l.directives,
    hasJsx: l.hasJsx,
    isTypeScript: /\.[cm]?tsx?$/.test(path),
    scope: l.moduleScope,
    imports: l.imports,
    exports: exportsOf(l),
    calls: l.calls,
    functions: l.functions,
    classes: l.classes,
    catches: l.catches.map(({ clause }) => clause),
    objects: l.objects,
    assignments: l.assignments,
    globals,
    comments,
  };
}

function formatOf(l: Lowering, globals: ReadonlySet<string>, { path, format }: ModuleSource): ModuleModel['format'] {
  if (l.isEsm || /\.m[jt]s$/.test(path)) return 'esm';
  const isCommonJs = /\.c[jt]s$/.test(path) || globals.has('require') || globals.has('module') || globals.has('exports');
  return isCommonJs ? 'commonjs' : (format ?? 'esm');
}

/** Named exports come before `module.exports = …`, which answers for every other name. */
function exportsOf(l: Lowering): readonly ExportModel[] {
  const wholes: ExportModel[] = [];
  for (const { root, item } of l.commonJsExports) {
    if (root.scope.lookup(root.name) !== undefined) continue;
    if (item.kind !== 'module') l.exports.push(item);
    else {
      l.exports.push(...propertiesOf(item.value));
      wholes.push(item);
    }
  }
  l.exports.push(...wholes);
  return l.exports;
}

/** `module.exports = { x }` exports x by its name as well. */
function propertiesOf(value: Value): readonly ExportModel[] {
  if (value.kind !== 'object') return [];
  return value.entries.flatMap((entry): readonly ExportModel[] => {
    const isNamed = entry.kind === 'property' && entry.name !== undefined && entry.form !== 'getter' && entry.form !== 'setter';
    return isNamed ? [{ kind: 'local', name: entry.name, value: entry.value, typeOnly: false }] : [];
  });
}

/** ESLint's parsers take `#!…` for a comment, others don't. */
function rangesOf({ comments, text }: ModuleSource): readonly Range[] {
  const ranges: Range[] = [];
  for (const comment of comments) if (startOf(comment) > 0 || !text.startsWith('#!')) ranges.push(rangeOf(comment));
  return ranges;
}

function holdsComment(comments: readonly Range[], block: Range): boolean {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.[0] ?? 0) < block[0]) low = middle + 1;
    else high = middle;
  }
  const first = comments[low];
  return first !== undefined && first[1] <= block[1];
}
