/** Code that uses the libraries of the catalogue, so that there is something to find in a file. */
import { libraries } from '@failsoft/analysis';

const makers = libraries.flatMap((library) => library.clients.flatMap((client) => client.makers.map((maker) => ({ library, client, maker }))));
const functions = libraries.flatMap((library) => library.functions.map((group) => ({ library, group })));
const globals = libraries.flatMap((library) => library.globals);

/** Names of exports and globals: `Pool`, `createClient`, `fetch`. */
export const catalogueNames = [...new Set([...globals, ...makers.flatMap(({ maker }) => maker.path.split(/[.|]/)), 'axios', 'redis', 'prisma', 'withTimeout', 'softCache'].filter((name) => /^[A-Za-z_$][\w$]*$/.test(name)))];
export const packageNames = [...new Set(libraries.flatMap(({ packages }) => packages.map((name) => name.replace('*', 'x'))))];

/** A name for any text, a first alternative for alternatives: one concrete path of a pattern. */
function concrete(random, pattern) {
  return pattern
    .split('.')
    .flatMap((segment) => (segment === '**' ? random.times(random.int(3), () => 'inner') : [random.pick(segment.split('|')).replace(/\*/g, random.pick(['Any', 'Item', 'x']))]))
    .filter((segment) => segment !== '');
}

/** Members with a call at the end, calls in the chain included: `.multi().set(…).exec(…)`. */
function memberCall(random, pattern) {
  const names = concrete(random, pattern);
  return `${names.map((name) => `.${name}`).join('')}(${argumentsOf(random)})`;
}

const options = ['{}', '{ timeout: 5000 }', '{ timeout: 0 }', '{ ...config }', '{ signal }', '{ signal: AbortSignal.timeout(1000) }', '{ commandTimeout: 1e3, retryStrategy: () => null }', 'options', 'undefined', '{ connectionTimeoutMillis: 5, query_timeout: NaN }'];
const values = ['url', '"key"', '`/${id}`', 'id', '123', 'null', '...rest', 'async () => {}', '(error, value) => { if (error) throw error; }', 'new URL(url)', '[1, 2]', 'client', 'new Command({ a: 1 })', 'this.x'];

export function argumentsOf(random) {
  return random.times(random.int(4), () => (random.chance(0.4) ? random.pick(options) : random.pick(values))).join(', ');
}

const surroundings = [
  (call) => `await ${call};`,
  (call) => `const answer = await ${call};\nif (!answer.ok) throw new Error();`,
  (call) => `try {\n  await ${call};\n} catch {\n}`,
  (call) => `try {\n  return await ${call};\n} catch (error) {\n  return null;\n}`,
  (call) => `${call}.catch(() => undefined);`,
  (call) => `return ${call}.then((answer) => answer.data, () => []);`,
  (call) => `await Promise.race([${call}, new Promise((_, reject) => setTimeout(reject, 100))]);`,
  (call) => `await Promise.all(ids.map((id) => ${call}));`,
  (call) => `await Promise.allSettled([...ids].map(async (id) => { await ${call}; }));`,
  (call) => `void ${call};`,
  (call) => `for await (const row of ${call}) console.log(row);`,
  (call) => `const cached = await ${call};\nif (cached) return cached;\nconst fresh = await load();\nawait ${call};\nreturn fresh;`,
  (call) => `await withTimeout(${call}, 1000);`,
  (call) => `return breaker.fire(() => ${call});`,
];

function importOf(random, local, path, packageName) {
  const [first] = path;
  const source = JSON.stringify(packageName);
  if (first === undefined) return random.pick([`import ${local} from ${source};`, `const ${local} = require(${source});`, `import ${local} = require(${source});`, `import * as ${local} from ${source};`]);
  return random.pick([
    `import { ${first} as ${local} } from ${source};`,
    `const { ${first}: ${local} } = require(${source});`,
    `const ${local} = require(${source}).${first};`,
    `const { ${first}: ${local} } = await import(${source});`,
  ]);
}

/** A library's client, made and used, or one of its functions, called. */
export function clientCode(random) {
  const at = random.int(100_000);
  return random.chance(0.75) ? usedClient(random, at) : calledFunction(random, at);
}

function usedClient(random, at) {
  const { library, client, maker } = random.pick(makers);
  const packageName = random.pick(library.packages.length > 0 ? library.packages : ['unknown']).replace('*', 'x');
  const path = concrete(random, maker.path);
  const local = random.chance(0.5) ? (path[0] ?? 'library') : `Made${at}`;
  const created = `${maker.by === 'new' ? 'new ' : maker.promised ? 'await ' : ''}${[local, ...path.slice(1)].join('.')}(${argumentsOf(random)})`;
  const calls = random.times(random.between(1, 3), () => memberCall(random, random.pick(client.calls)?.path ?? 'send'));
  const head = importOf(random, local, path, packageName);
  const holder = `client${at}`;
  const use = (receiver) => calls.map((call) => random.pick(surroundings)(receiver + call)).join('\n');
  return random.pick([
    () => `${head}\nexport const ${holder} = ${created};\nexport async function use${at}(url, id, ids, options, config, signal, ...rest) {\n${use(holder)}\n}\n`,
    () => `${head}\nexport class Service${at} {\n  private readonly client = ${created};\n  async run(url, id, ids) {\n${use('this.client')}\n  }\n}\n`,
    () => `${head}\nclass Sub${at} extends ${local} {\n  constructor(options) { super(options); }\n}\nexport async function run${at}(ids) {\n  const client = new Sub${at}(${argumentsOf(random)});\n${use('client')}\n}\n`,
    () => `${head}\nlet shared${at};\nconst lazy${at} = () => (shared${at} ??= ${created});\nexport const run${at} = async (ids) => {\n${use(`lazy${at}()`)}\n};\n`,
    () => `${head}\nexport const run${at} = async (client: ${client.types[0]?.replace('*', 'X') ?? 'any'}, ids) => {\n${use('client')}\n};\n`,
  ])();
}

function calledFunction(random, at) {
  const { library, group } = random.pick(functions);
  const names = concrete(random, group.path);
  const call = (callee) => random.pick(surroundings)(`${callee}(${argumentsOf(random)})`);
  if (library.packages.length === 0 || (library.globals.length > 0 && random.chance(0.5))) {
    return `export async function call${at}(url, id, ids, options) {\n${call(library.globals[0] ?? 'fetch')}\n}\n`;
  }
  const local = names[0] ?? 'library';
  return `${importOf(random, local, names, random.pick(library.packages).replace('*', 'x'))}\nexport async function call${at}(url, id, ids, options) {\n${call([local, ...names.slice(1)].join('.'))}\n}\n`;
}
