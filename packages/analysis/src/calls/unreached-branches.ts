/** Branches that a server in use does not come to: behind a test for browsers or for development, or for a constant that is false in Node's build. */
import { anyOf } from '../any-of.js';
import { closingParenthesis } from '../audience/parentheses.js';
import type { ModuleModel } from '../module/model.js';
import type { Scope } from '../module/scope.js';
import type { CallValue } from '../module/value.js';
import type { Resolver } from '../resolve/resolver.js';
import { outermost } from './enclosing.js';

const browserTest = /^(?:typeof (?:window|document)\s*!==?\s*['"]undefined['"]|process\.client|import\.meta\.client)$/;
const serverTest = /^(?:typeof (?:window|document)\s*===?\s*['"]undefined['"]|process\.server|import\.meta\.(?:server|env\.SSR))$/;
const flag = /^is_?browser$/i;
const developmentTest = /^(?:[\w$]+\.)*NODE_ENV\s*(?:===?\s*['"](?:dev|development|test|local)['"]|!==?\s*['"]production['"])$/;
const productionTest = /^(?:[\w$]+\.)*NODE_ENV\s*(?:===?\s*['"]production['"]|!==?\s*['"](?:dev|development)['"])$/;
const mayTest = anyOf(
  /\btypeof (?:window|document)\b|\b(?:is_?[bB]|IS_?B)(?:rowser|ROWSER)\b|\b(?:process|import\.meta)\.(?:client|server|env\.SSR)\b/,
  /\b[A-Z][A-Z\d]*_[A-Z\d_]+\b/,
);

/** Same length: a brace or an `if` in them is none. */
const textsAndComments = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const bracesAndTests = /[{}]|\bif\s*\(/g;
const otherBranch = /^\s*else\s*\{/;
const exit = /^\s*\{?\s*(?:return|throw)\b/;

/** In a function, or at the top level of its file. */
export function isUnreached(resolver: Resolver, { site, range }: CallValue, module: ModuleModel): boolean {
  const fn = site.body.kind === 'function' ? site.body.fn : undefined;
  const before = module.text.slice(fn === undefined ? 0 : outermost(fn).bodyRange[0], range[0]);
  return mayTest.test(before) && new Branches(resolver, fn?.scope ?? module.scope, module).leadNowhere(before);
}

/** A block that is entered whenever what precedes it is, one that never is, or any other. */
type Entry = 'always' | 'never' | 'maybe';

class Branches {
  constructor(
    private readonly resolver: Resolver,
    private readonly scope: Scope,
    private readonly module: ModuleModel,
  ) {}

  /** Whether one of the blocks that are still open where the text ends is left before, or never entered. */
  leadNowhere(text: string): boolean {
    const code = text.replace(textsAndComments, (match) => ' '.repeat(match.length));
    const open: Entry[] = [];
    const entries = new Map<number, Entry>();
    for (const { 0: token, index } of code.matchAll(bracesAndTests)) {
      if (token === '}') {
        const otherwise = open.pop() === 'always' ? otherBranch.exec(code.slice(index + 1)) : null;
        if (otherwise !== null) entries.set(index + otherwise[0].length, 'never');
      } else if (token === '{') open.push(entries.get(index) ?? 'maybe');
      else {
        const start = index + token.length;
        const end = closingParenthesis(code, start);
        if (end === undefined) continue;
        const condition = text.slice(start, end);
        const rest = code.slice(end + 1);
        const holds = parts(condition, '||').some((part) => this.#holdsHere(part));
        if (holds && exit.test(rest)) open.splice(-1, 1, 'never');
        const brace = /^\s*\{/.exec(rest);
        if (brace === null) continue;
        if (parts(condition, '&&').some((part) => this.#failsHere(part))) entries.set(end + brace[0].length, 'never');
        else if (holds) entries.set(end + brace[0].length, 'always');
      }
    }
    return open.includes('never');
  }

  #holdsHere(part: string): boolean {
    return serverTest.test(part) || productionTest.test(part) || (part.startsWith('!') && this.#failsHere(part.slice(1).trim()));
  }

  #failsHere(part: string): boolean {
    return browserTest.test(part) || developmentTest.test(part) || this.#isFalse(part) || this.#isFlag(part);
  }

  /** Of the module: one that a function works out is of who asks it. */
  #isFlag(name: string): boolean {
    return flag.test(name) && this.scope.lookup(name)?.scope === this.module.scope;
  }

  #isFalse(name: string): boolean {
    if (!/^[A-Z][A-Z\d]*_[A-Z\d_]+$/.test(name) || this.scope.lookup(name) === undefined) return false;
    const origins = this.resolver.named(name, this.scope, this.module);
    return origins.length > 0 && origins.every((origin) => origin.kind === 'literal' && origin.value === false);
  }
}

/** The parts of a condition; one with parts of its own stays whole. */
function parts(condition: string, operator: '||' | '&&'): readonly string[] {
  const other = operator === '||' ? '&&' : '||';
  return condition.includes(other) ? [] : condition.split(operator).map((part) => part.trim());
}
