/** Random code from a small grammar, with few names, so that it parses and everything refers to everything. */
import { argumentsOf, catalogueNames, packageNames } from './client-code.mjs';

const ownNames = ['a', 'b', 'c', 'client', 'redis', 'cache', 'get', 'make', 'options', 'url', 'key', 'Service', 'error', 'x'];
const methods = ['get', 'set', 'query', 'findMany', 'send', 'then', 'catch', 'finally', 'on', 'map', 'create', 'connect', 'end', 'pipe', 'exec', 'fire', 'duplicate', 'bind', 'call', 'apply', 'timeout', 'abort'];
const types = ['any', 'string', 'Redis', 'Promise<Redis>', 'Pool | null', 'typeof a', 'ReturnType<typeof make>', 'Service', 'Map<string, Redis>', '{ get(k: string): Promise<string> }', 'A.B<C>[]', 'keyof typeof options', 'x is string', 'T extends infer U ? U : never', '[a: string, ...rest: Redis[]]', 'import("pg").Pool'];

class Soup {
  #budget;

  constructor(random, isTypeScript) {
    this.random = random;
    this.isTypeScript = isTypeScript;
    this.#budget = random.between(40, 400);
  }

  name() {
    return this.random.chance(0.12) ? this.random.pick(catalogueNames) : this.random.pick(ownNames);
  }

  type(mark = ': ') {
    return this.isTypeScript && this.random.chance(0.3) ? mark + this.random.pick(types) : '';
  }

  expression() {
    if (this.#budget-- < 0) return this.name();
    const e = () => this.expression();
    const { random } = this;
    return random.weighted([
      [8, () => this.name()],
      [3, () => random.pick(['1', '"s"', '`t`', 'null', 'true', '/r/g', '0x1f', '10n', 'undefined', 'this', '5_000', '1e309', 'NaN'])],
      [10, () => `(${e()})${random.pick(['.', '?.'])}${random.pick(methods)}(${this.args()})`],
      [6, () => `${this.name()}.${random.pick(methods)}(${this.args()})`],
      [5, () => `${this.name()}(${this.args()})`],
      [4, () => `new ${this.name()}(${random.chance(0.5) ? argumentsOf(random).replace(/this\.x/g, 'a') : this.args()})`],
      [3, () => `(await ${e()})`],
      [3, () => `(${e()} ${random.pick(['??', '+', '===', 'instanceof', 'in', ',', '*', '>>>'])} ${e()})`],
      [2, () => `(${e()} ? ${e()} : ${e()})`],
      [2, () => `(${this.name()} ${random.pick(['=', '??=', '||=', '+='])} ${e()})`],
      [2, () => `(${this.name()}.${random.pick(methods)} = ${e()})`],
      [3, () => `{ ${this.properties()} }`].map((value, index) => (index === 1 ? () => `({ ${this.properties()} })` : value)),
      [2, () => `[${this.args()}]`],
      [5, () => `(async (${this.parameters()}) => ${random.chance(0.5) ? `(${e()})` : this.block()})`],
      [2, () => `(async function ${random.chance(0.5) ? this.name() : ''}(${this.parameters()}) ${this.block()})`],
      [1, () => `(class ${random.chance(0.5) ? 'Inner' : ''} extends (${e()}) { ${this.members()} })`],
      [1, () => `\`a\${${e()}}b\``],
      [1, () => `${this.name()}\`q \${${e()}}\``],
      [1, () => `(${e()})[${e()}]`],
      [1, () => random.pick(['typeof ', '!', 'void ', '-']) + e()],
      [1, () => `Promise.${random.pick(['all', 'race', 'allSettled', 'any'])}([${this.args()}])`],
      [1, () => `Promise.all((${e()}).map(async (${this.name()}) => (${e()})))`],
      [1, () => `import(${random.chance(0.5) ? `'${random.pick(packageNames)}'` : e()})`],
      [1, () => `require('${random.pick(packageNames)}')`],
      [1, () => (this.isTypeScript ? `(${e()}${this.type(' as ')})!` : `(${e()})`)],
      [1, () => `(${e()}, ${e()})`],
    ])();
  }

  args() {
    return this.random.times(this.random.int(3), () => (this.random.chance(0.1) ? '...' : '') + this.expression()).join(', ');
  }

  properties() {
    return this.random
      .times(this.random.int(4), () =>
        this.random.pick([
          () => this.name(),
          () => `...(${this.expression()})`,
          () => `${this.random.pick(methods)}: ${this.expression()}`,
          () => `[${this.expression()}]: ${this.expression()}`,
          () => `async ${this.random.pick(methods)}(${this.parameters()}) ${this.block()}`,
          () => `get ${this.name()}() ${this.block()}`,
          () => `'timeout': ${this.expression()}`,
        ])(),
      )
      .join(', ');
  }

  pattern() {
    return this.random.weighted([
      [8, () => this.name()],
      [1, () => `{ ${this.name()}: ${this.name()}, ...rest }`],
      [1, () => `{ ${this.name()} = ${this.expression()} }`],
      [1, () => `[${this.name()}, , ...rest]`],
      [1, () => `{ [${this.expression()}]: { ${this.name()} } }`],
    ])();
  }

  parameters() {
    return this.random.times(this.random.int(3), (index) => `p${index}${this.type()}${this.random.chance(0.15) ? ` = ${this.expression()}` : ''}`).join(', ');
  }

  block() {
    return `{\n${this.random.times(this.#budget < 0 ? 0 : this.random.int(4), () => this.statement()).join('\n')}\n}`;
  }

  members() {
    return this.random
      .times(this.random.int(4), () =>
        this.random.pick([
          () => `${this.random.pick(methods)} = ${this.expression()};`,
          () => `#p = ${this.expression()};`,
          () => `static ${this.name()} = ${this.expression()};`,
          () => `async ${this.random.pick(methods)}(${this.parameters()})${this.type()} ${this.block()}`,
          () => `static { { ${this.random.chance(0.5) ? `${this.name()}.get();` : ''} } }`,
          () => `get ${this.name()}() ${this.block()}`,
          () => `[${this.expression()}]() ${this.block()}`,
        ])(),
      )
      .join('\n')
      .replace(/#p = [\s\S]*?;(?=\n|$)/g, (field, offset, all) => (all.indexOf('#p = ') === offset ? field : ''));
  }

  statement() {
    const e = () => this.expression();
    return this.random.weighted([
      [10, () => `void (${e()});`],
      [5, () => `${this.random.pick(['const', 'let', 'var'])} ${this.pattern()} = ${e()};`],
      [3, () => `try ${this.block()} catch ${this.random.chance(0.5) ? `(${this.random.pick(['error', '{ message }', '_'])}) ` : ''}${this.block()}${this.random.chance(0.2) ? ` finally ${this.block()}` : ''}`],
      [2, () => `if (${e()}) ${this.block()}${this.random.chance(0.4) ? ` else ${this.block()}` : ''}`],
      [3, () => `async function ${this.name()}(${this.parameters()})${this.type()} ${this.block()}`],
      [1, () => `function* gen() ${this.block()}`],
      [2, () => `class ${this.name()}${this.random.chance(0.5) ? ` extends ${this.name()}` : ''} { ${this.members()} }`],
      [1, () => `for (const ${this.pattern()} of ${e()}) ${this.block()}`],
      [1, () => `for await (const ${this.name()} of ${e()}) ${this.block()}`],
      [1, () => `while (${e()}) ${this.block()}`],
      [1, () => `switch (${e()}) { case ${e()}: ${this.block()} break; default: }`],
      [1, () => `throw ${e()};`],
      [1, () => `l: for (;;) { break l; }`],
      [1, () => `await (${e()});`],
      [1, () => (this.isTypeScript ? this.random.pick(['type T = Redis;', 'interface I { a: Pool }', 'enum E { A, B = 2 }', 'namespace N { export const a = 1; }', 'declare const d: Redis;', 'abstract class Z { abstract m(): void }']) : ';')],
    ])();
  }

  head() {
    return this.random
      .times(this.random.int(5), (index) => {
        const source = `'${this.random.chance(0.8) ? this.random.pick(packageNames) : './other.js'}'`;
        return this.random.pick([`import i${index} from ${source};`, `import { ${this.random.pick(catalogueNames)} as i${index} } from ${source};`, `import * as i${index} from ${source};`, `const i${index} = require(${source});`, `export * from ${source};`]).replaceAll(`i${index}`, this.random.chance(0.5) ? `i${index}` : this.name());
      })
      .join('\n');
  }

  file() {
    return `${this.head()}\n${this.random.times(this.random.between(2, 10), () => this.random.chance(0.15) ? `export ${this.random.pick([`const e${this.random.int(1000)} = ${this.expression()};`, `async function f${this.random.int(1000)}(${this.parameters()}) ${this.block()}`])}` : this.statement()).join('\n')}\n`;
  }
}

export function tokenSoup(random, isTypeScript) {
  return new Soup(random, isTypeScript).file();
}
