/** Whether a collection is seen to have no limit: it comes from a query, a file or a request that may hold any number of items. */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { Binding } from '../module/scope.js';
import type { CallValue, MemberValue, Value } from '../module/value.js';
import { callsOf, lastNameOf } from '../resolve/occurrences.js';
import type { Resolver } from '../resolve/resolver.js';
import { isExported } from '../resolve/visibility.js';
import { anyOf } from '../any-of.js';
import { isTestPath } from '../audience/places.js';
import type { CallSource } from './call-source.js';
import { isBounded, lengthAsked } from './collection-size.js';
import { callersOf } from './enclosing.js';
import { exportedValue } from '../resolve/exported-value.js';
import { loopsAround, type LoopSize } from './loops-around.js';
import { addsPage, isMeasured } from './pages.js';
import { filteredLists, isLimitedQuery, isListQuery } from './limited-queries.js';
import { validatedInput } from './request-lists.js';
import { isBodyRead, isCountOfRequest, isEventOfTwilio, isOfRequest, isRequestBody } from './request-values.js';

const maxDepth = 24;
/** Files that are asked for callers of one function. */
const maxCallingFiles = 12;
/** Methods and functions that answer a list that grows with the one that they are given. */
const growing = anyOf(
  /^(?:filter|map|slice|flatMap|flat|fill|sort|toSorted|reverse|toReversed|values|entries|keys|from|toArray|uniq\w*|unique\w*)$/,
  /^(?:dedupe\w*|compact|sortBy|orderBy|shuffle|Set|Map)$/,
);
/** Where an answer keeps its list. */
const answerMember = /^(?:rows|data|items|Items|results?|records?|recordset|docs|documents|hits|0)$/;
/** Everything that a file, a folder or all pages of a list hold. */
const wholeLists =
  /^(?:readdir|readdirSync|glob|globSync|paginate(?:[A-Z]\w*)?|autoPagingToArray|smembers|sMembers|hgetall|hGetAll|hkeys|hKeys|fetchAll|listAll)$/;
const tableReaders = /^(?:csv-parse|papaparse|csvtojson|xlsx|exceljs|fast-csv|@fast-csv\/)/;

interface Asked {
  readonly module: ModuleModel;
  readonly depth: number;
  /** Members of the value that are asked for: `rows` of an answer. */
  readonly path: readonly string[];
}

export class OpenCollections {
  readonly #active = new Set<Binding>();

  constructor(private readonly source: CallSource) {}

  isOpen(value: Value, module: ModuleModel): boolean {
    return this.#open({ module, depth: 0, path: [] }, value);
  }

  /** What the loops around a call make of how often it runs. */
  loopSize(call: CallValue, binding: Binding, module: ModuleModel, depth = 0): LoopSize {
    const asked: Asked = { module, depth: depth + 1, path: [] };
    const resolver = this.#resolver(module);
    return loopsAround(call, binding, module, {
      ofValue: (collection) => (this.#open(asked, collection) ? 'open' : isBounded(resolver, collection, module) ? 'bounded' : 'unknown'),
      ofName: (counted) => (this.#openName(asked, counted) ? 'open' : 'unknown'),
    });
  }

  #resolver(module: ModuleModel): Resolver {
    return this.source.clientsOf(module).resolver;
  }

  #open(asked: Asked, value: Value): boolean {
    if (asked.depth > maxDepth) return false;
    const { module, path } = asked;
    const deeper = { ...asked, depth: asked.depth + 1 };
    if (path.length === 0 && isBounded(this.#resolver(module), value, module)) return false;
    switch (value.kind) {
      case 'array':
        return path.length === 0
          ? value.elements.some((element) => element.kind === 'spread' && this.#open(deeper, element.value))
          : this.#openElement(deeper, value.elements);
      case 'object':
        return value.entries.some((entry) =>
          entry.kind === 'spread'
            ? this.#open(deeper, entry.value)
            : path.length > 0 && entry.name === path[0] && this.#open({ ...deeper, path: path.slice(1) }, entry.value),
        );
      case 'await':
      case 'spread':
      case 'assign':
        return this.#open(deeper, value.value);
      case 'either':
        return (value.operator === '&&' ? value.options.slice(-1) : value.options).some((option) => this.#open(deeper, option));
      case 'name': {
        const binding = value.scope.lookup(value.name);
        return binding !== undefined && this.#openName(deeper, binding);
      }
      case 'member':
        return this.#openMember(deeper, value);
      case 'call':
        return this.#openCall(deeper, value);
      default:
        return false;
    }
  }

  /** `const [rows] = …`, of which the element is known. */
  #openElement(asked: Asked, elements: readonly Value[]): boolean {
    const [index, ...rest] = asked.path;
    const element = elements[Number(index)];
    return element !== undefined && this.#open({ ...asked, path: rest }, element);
  }

  #openName(asked: Asked, binding: Binding): boolean {
    if (this.#active.has(binding)) return false;
    this.#active.add(binding);
    const isOpen = this.#openBinding(asked, binding);
    this.#active.delete(binding);
    return isOpen;
  }

  #openBinding(asked: Asked, binding: Binding): boolean {
    const { source } = binding;
    const { module, path } = asked;
    if (binding.assigned.some((value) => this.#open(asked, value))) return true;
    switch (source.from) {
      case 'import': {
        const found = exportedValue(this.#resolver(module), source.specifier, source.imported, module);
        return found?.kind === 'value' && this.#open({ ...asked, module: found.module }, found.value);
      }
      case 'value':
        if (source.path.includes('...')) return false;
        return this.#open({ ...asked, path: [...source.path, ...path] }, source.value) || (path.length === 0 && this.#isFilled(asked, binding));
      case 'nothing':
        return path.length === 0 && this.#isFilled(asked, binding);
      case 'parameter':
        if (isEventOfTwilio(binding, module)) return true;
        return !source.path.includes('...') && this.#openParameter({ ...asked, path: [...source.path, ...path] }, source.fn, source.index);
      default:
        return false;
    }
  }

  /** `all.push(…)` for each item of an open list, or of all pages of one. */
  #isFilled({ module, depth }: Asked, binding: Binding): boolean {
    return ['push', 'unshift', 'add', 'set'].some((method) =>
      callsOf(module, method).some((call) => {
        const { callee } = call;
        if (callee.kind !== 'member' || callee.object.kind !== 'name' || callee.object.scope.lookup(callee.object.name) !== binding) return false;
        if (call.args.some((arg) => arg.kind === 'spread' && this.#open({ module, depth, path: [] }, arg.value))) return true;
        const size = this.loopSize(call, binding, module, depth);
        return size === 'open' || (size === 'uncounted' && addsPage(call) && !isMeasured(binding, module));
      }),
    );
  }

  #openParameter(asked: Asked, fn: FunctionModel, index: number): boolean {
    const { module, path } = asked;
    const validated = validatedInput(this.#resolver(module), fn, path, module);
    if (validated !== undefined) return validated === 'open';
    const holder = fn.value?.parent;
    if (holder?.kind === 'call' && fn.value !== undefined && holder.args.includes(fn.value)) {
      return index === 0 && holder.callee.kind === 'member' && holder.callee.property === 'then' && this.#open(asked, holder.callee.object);
    }
    return this.#callers(fn, module).some(({ call, module: calling }) => {
      const argument = call.args[index];
      return argument !== undefined && argument.kind !== 'spread' && this.#open({ ...asked, module: calling }, argument);
    });
  }

  /** The calls of a function that can be seen: in its file, and in those that mention it by its name. */
  #callers(fn: FunctionModel, module: ModuleModel): readonly { readonly call: CallValue; readonly module: ModuleModel }[] {
    const { name } = fn;
    if (name === undefined) return [];
    const own = callersOf(fn, module).map((call) => ({ call, module }));
    if (!isExported(fn, module)) return own;
    const resolver = this.#resolver(module);
    const { workspace } = resolver;
    const importers = workspace.index.importersOf(module.path).filter((path) => workspace.text(path)?.includes(name) === true);
    const mentioning = workspace.index.filesMentioning(name);
    // A name that many files have says little: those that import the file are asked all the same.
    const candidates = new Set([...importers.slice(0, maxCallingFiles), ...(mentioning.length > maxCallingFiles ? [] : mentioning)]);
    const files = [...candidates].filter((path) => path !== module.path && !isTestPath(workspace, path));
    const others = files.flatMap((path) => {
      const calling = workspace.model(path);
      if (calling === undefined) return [];
      return callsOf(calling, name).flatMap((call) => (this.#leadsTo(resolver, call, calling, fn, module) ? [{ call, module: calling }] : []));
    });
    return [...own, ...others];
  }

  #leadsTo(resolver: Resolver, call: CallValue, calling: ModuleModel, fn: FunctionModel, module: ModuleModel): boolean {
    return resolver
      .origins(call.callee, calling)
      .some((origin) => origin.kind === 'function' && origin.module.path === module.path && origin.fn.range[0] === fn.range[0]);
  }

  #openMember(asked: Asked, value: MemberValue): boolean {
    const { property, object } = value;
    if (property === undefined) return false;
    if (isRequestBody(value, asked.module)) return true;
    return this.#open({ ...asked, path: [property, ...asked.path] }, object);
  }

  #openCall(asked: Asked, call: CallValue): boolean {
    const { callee, args } = call;
    const { module, path } = asked;
    const resolver = this.#resolver(module);
    const name = lastNameOf(callee) ?? '';
    const [first] = args;
    if (callee.kind === 'member' && callee.object.kind === 'name' && callee.object.name === 'Promise' && first !== undefined) {
      return this.#open(asked, first);
    }
    if (isLimitedQuery(resolver, call, module)) return false;
    if (isBodyRead(call, module)) return true;
    if (path.every((part) => answerMember.test(part)) && this.#isOpenSource(asked, call, name)) return true;
    const length = path.length === 0 ? lengthAsked(call) : undefined;
    if (length !== undefined) return isCountOfRequest(length, module);
    if (path.length === 0 && growing.test(name)) return this.#isOpenInput(asked, call);
    if (path.length === 0 && name === 'concat' && callee.kind === 'member') return [callee.object, ...args].some((part) => this.#open(asked, part));
    if (path.length === 0 && name === 'split') return callee.kind === 'member' && (isWholeText(callee.object) || isOfRequest(callee.object, module));
    return resolver
      .origins(callee, module)
      .some(
        (origin) =>
          origin.kind === 'function' &&
          asked.depth < maxDepth &&
          origin.fn.returns.some((returned) => this.#open({ ...asked, module: origin.module, depth: asked.depth + 1 }, returned)),
      );
  }

  #isOpenInput(asked: Asked, { callee, args }: CallValue): boolean {
    const owners = callee.kind === 'member' ? [callee.object] : [];
    return [...owners, ...args].some((input) => input.kind !== 'function' && this.#open({ ...asked, path: [] }, input));
  }

  /** A query for a list, everything that a file or a table of one holds. */
  #isOpenSource(asked: Asked, call: CallValue, name: string): boolean {
    const { module } = asked;
    const resolver = this.#resolver(module);
    const origins = resolver.origins(call.callee, module);
    if (origins.some((origin) => origin.kind === 'function')) return false;
    if (wholeLists.test(name)) return true;
    if (origins.some((origin) => origin.kind === 'export' && tableReaders.test(origin.package))) return true;
    const external = this.source.callsOf(module);
    if (!isListQuery(call, (part) => external.some((candidate) => candidate.call === part && candidate.library.kind === 'database'))) return false;
    // `where: { id: { in: ids } }` answers no more than there are ids.
    const lists = filteredLists(call);
    return lists.every((list) => this.#open({ ...asked, path: [] }, list));
  }
}

/** `(await readFile(path, 'utf8')).split('\n')`. */
function isWholeText(value: Value, depth = 0): boolean {
  if (depth > maxDepth) return false;
  if (value.kind === 'await') return isWholeText(value.value, depth + 1);
  if (value.kind === 'call') {
    if (/^readFile(?:Sync)?$/.test(lastNameOf(value.callee) ?? '')) return true;
    return (
      value.callee.kind === 'member' &&
      /^(?:toString|trim|replace|replaceAll)$/.test(value.callee.property ?? '') &&
      isWholeText(value.callee.object, depth + 1)
    );
  }
  const source = value.kind === 'name' ? value.scope.lookup(value.name)?.source : undefined;
  return source?.from === 'value' && source.path.length === 0 && isWholeText(source.value, depth + 1);
}
