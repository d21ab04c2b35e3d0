/** Whether what a file exports may be called by others: files that import it, or whoever loads what nobody imports. */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { Resolver } from '../resolve/resolver.js';
import type { TextTest } from '../workspace/basis.js';
import { isTestPath } from '../audience/places.js';

/** What takes all that a file exports, without a name. */
const takesAll = /\b(?:export|import)\s*\*|\b(?:require|import)\s*\(/;

/** Asked for each call in a function, and for each kind of protection. */
const known = new WeakMap<Resolver, Map<FunctionModel, boolean>>();

export function isNamedElsewhere(resolver: Resolver, fn: FunctionModel, module: ModuleModel): boolean {
  let answers = known.get(resolver);
  if (answers === undefined) known.set(resolver, (answers = new Map<FunctionModel, boolean>()));
  let answer = answers.get(fn);
  if (answer === undefined) answers.set(fn, (answer = mayBeNamed(resolver, fn, module)));
  return answer;
}

/** Only a function that is exported by its own name is told apart from the others of its file. */
function mayBeNamed({ workspace }: Resolver, { name, cls }: FunctionModel, { path, exports }: ModuleModel): boolean {
  if (name === undefined || cls !== undefined) return true;
  const isByName = exports.every((item) => item.kind === 'forward' || item.kind === 'all' || ('name' in item && item.name !== 'default'));
  if (!isByName || exports.some((item) => item.kind === 'binding' && item.local === name && item.name !== name)) return true;
  const importers = workspace.index.importersOf(path).filter((importer) => !isTestPath(workspace, importer));
  return importers.length === 0 || importers.some((importer) => workspace.passes(importer, mayName(name)));
}

function mayName(name: string): TextTest {
  return (text) => text === undefined || text.includes(name) || takesAll.test(text);
}
