/** Names that stand for what a cache answered, and what the text around does with them. */

/** Leaves where there is no hit: `if (!hit) return null;`, `if (!hit || hit.owner !== user) { … }`. */
const ifAbsent = /\bif\s*\(\s*(?:!\s*([\w$]+)|([\w$]+)\s*={2,3}\s*(?:null|undefined))\s*(?:\|\|[^{};]*)?\)\s*(?:\{(?:(?!\bif\b)[^{}])*?)?/;
const leaving = /\b(?:return|throw)\b[^;\n]*(?:;|[^(,\n]\n)/;
const endingOnMiss = new RegExp(ifAbsent.source + leaving.source, 'g');

/** Names that stand for the hit: its own, and those of values made from it. */
export class HitNames {
  readonly #names: ReadonlySet<string>;
  readonly #pattern: RegExp | undefined;
  readonly #text: string;

  constructor(own: readonly string[], text: string) {
    const names = new Set(own);
    for (const [, declared = '', value = ''] of text.matchAll(/\b(?:const|let|var)\s+([\w$]+)[^=;\n]*=(?!=)([^;\n]*)/g)) {
      if (patternOf(names)?.test(value) === true && !/\bawait\b/.test(value)) names.add(declared);
    }
    this.#names = names;
    this.#pattern = patternOf(names);
    this.#text = text;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  isIn(text: string): boolean {
    return this.#pattern?.test(text) === true;
  }

  /** Whether a text ends with the test that there is a hit, and the start of a return: `if (hit) return true`. */
  isTested(text: string): boolean {
    const test = /\bif\s*\(\s*(?:!!)?([\w$]+)(?:\s*!==?\s*(?:null|undefined))?\s*\)\s*\{?\s*return\s*$/.exec(text)?.[1];
    return test !== undefined && this.has(test);
  }

  /** Whether a text that a load follows ends before it where there is no hit: `if (!hit) return null;`. */
  endsOnMiss(text: string): boolean {
    const tests = text.matchAll(endingOnMiss);
    return [...tests].some(([, absent, compared]) => this.has(absent ?? compared ?? ''));
  }

  /** Whether another variable is given the hit. */
  fills(name: string): boolean {
    const given = [...this.#text.matchAll(new RegExp(`(?<![\\w$.])${escaped(name)}\\s*=(?!=)([^;\\n]*)`, 'g'))];
    return given.some(([, value = '']) => this.isIn(value));
  }
}

function patternOf(names: ReadonlySet<string>): RegExp | undefined {
  return names.size === 0 ? undefined : new RegExp(`(?<![\\w$.])(?:${[...names].map(escaped).join('|')})(?![\\w$])`);
}

function escaped(name: string): string {
  return name.replace(/[$.]/g, '\\$&');
}
