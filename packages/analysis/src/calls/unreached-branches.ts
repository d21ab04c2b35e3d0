/** Branches that a server in use does not come to: behind a test for browsers or for development, or for a constant that is false in Node's build. */
import { anyOf } from '../any-of.js';
import { closingParenthesis } from '../audience/parentheses.js';
import type { FunctionModel, ModuleModel } from '../module/model.js';
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
const exit = /^\s*\{?\s*(?:return|throw)\b/;

export function isUnreached(resolver: Resolver, { site, range }: CallValue, module: ModuleModel): boolean {
  if (site.body.kind !== 'function') return false;
  const before = module.text.slice(outermost(site.body.fn).bodyRange[0], range[0]);
  return mayTest.test(before) && new Branches(resolver, site.body.fn, module).leadNowhere(before);
}

class Branches {
  constructor(
    private readonly resolver: Resolver,
    private readonly fn: FunctionModel,
    private readonly module: ModuleModel,
  ) {}

  /** Whether one of the blocks that are still open where the text ends is left before, or never entered. */
  leadNowhere(text: string): boolean {
    const code = text.replace(textsAndComments, (match) => ' '.repeat(match.length));
    const open: boolean[] = [];
    let entered = -1;
    for (const { 0: token, index } of code.matchAll(bracesAndTests)) {
      if (token === '}') open.pop();
      else if (token === '{') open.push(index === entered);
      else {
        const start = index + token.length;
        const end = closingParenthesis(code, start);
        if (end === undefined) continue;
        const condition = text.slice(start, end);
        const rest = code.slice(end + 1);
        if (exit.test(rest) && parts(condition, '||').some((part) => this.#holdsHere(part))) open.splice(-1, 1, true);
        const brace = /^\s*\{/.exec(rest);
        if (brace !== null && parts(condition, '&&').some((part) => this.#failsHere(part))) entered = end + brace[0].length;
      }
    }
    return open.includes(true);
  }

  #holdsHere(part: string): boolean {
    return serverTest.test(part) || productionTest.test(part) || (part.startsWith('!') && this.#failsHere(part.slice(1).trim()));
  }

  #failsHere(part: string): boolean {
    return browserTest.test(part) || developmentTest.test(part) || this.#isFalse(part) || this.#isFlag(part);
  }

  /** Of the module: one that a function works out is of who asks it. */
  #isFlag(name: string): boolean {
    return flag.test(name) && this.fn.scope.lookup(name)?.scope === this.module.scope;
  }

  #isFalse(name: string): boolean {
    if (!/^[A-Z][A-Z\d]*_[A-Z\d_]+$/.test(name) || this.fn.scope.lookup(name) === undefined) return false;
    const origins = this.resolver.named(name, this.fn.scope, this.module);
    return origins.length > 0 && origins.every((origin) => origin.kind === 'literal' && origin.value === false);
  }
}

/** The parts of a condition; one with parts of its own stays whole. */
function parts(condition: string, operator: '||' | '&&'): readonly string[] {
  const other = operator === '||' ? '&&' : '||';
  return condition.includes(other) ? [] : condition.split(operator).map((part) => part.trim());
}
