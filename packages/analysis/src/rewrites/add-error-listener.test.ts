import { describe, expect, it } from 'vitest';
import { fixed, titles, type Question, type SourceFile } from '../../test/rewriting.js';
import { addErrorListener } from './add-error-listener.js';

const question: Question = ({ clients }, context) => clients.filter(({ errorListener }) => errorListener.verdict === 'missing').map((client) => addErrorListener(client, context));
const fix = (text: string, file?: SourceFile): string => fixed(question, text, file);
const unchanged = (text: string, file?: SourceFile): void => {
  expect(fix(text, file)).toBe(text);
};

describe('pg', () => {
  const withImport = (code: string): string => `import { Pool } from 'pg';\n${code}`;

  it('is listened to on the line behind its declaration', () => {
    expect(fix(withImport(`const pool = new Pool({\n  max: 5,\n}); // small\nexport default pool;`))).toMatchInlineSnapshot();
    expect(fix(withImport(`export const pool: Pool = new Pool() as Pool;\n`))).toMatchInlineSnapshot();
    expect(fix(`const { Pool } = require("pg")\n\nconst pool = new Pool()\nmodule.exports = { pool }\n`, { path: 'src/db.js' })).toMatchInlineSnapshot();
  });

  it('is listened to in the function that makes it', () => {
    expect(fix(withImport(`export function connect() {\n\tconst pool = new Pool();\n\treturn pool;\n}`))).toMatchInlineSnapshot();
    expect(fix(withImport(`export function connect() {\n  return new Pool({ max: 1 });\n}`))).toMatchInlineSnapshot();
    expect(fix(withImport(`export const connect = () => new Pool;`))).toMatchInlineSnapshot();
  });

  it('is listened to where it is assigned', () => {
    expect(fix(withImport(`let pool: Pool | undefined;\nexport function start() {\n  pool = new Pool();\n}`))).toMatchInlineSnapshot();
    expect(fix(withImport(`export class Database {\n  private readonly pool: Pool;\n  constructor() {\n    this.pool = new Pool();\n  }\n}`))).toMatchInlineSnapshot();
    expect(fix(withImport(`let pool: Pool | undefined;\nexport function start(on: boolean) {\n  if (on) pool = new Pool();\n}`))).toMatchInlineSnapshot();
  });

  it('is listened to first in the constructor of a class that holds it in a field', () => {
    expect(fix(withImport(`export class Database {\n  #pool = new Pool();\n\n  constructor(private readonly log: Log) {\n    log.info('ready');\n  }\n}`))).toMatchInlineSnapshot();
    expect(fix(withImport(`export class Database {\n  private pool = new Pool();\n\n  constructor() {}\n}`))).toMatchInlineSnapshot();
    expect(fix(withImport(`export class Database extends Service {\n  private pool = new Pool();\n\n  constructor() {\n    super('db');\n    this.start();\n  }\n}`))).toMatchInlineSnapshot();
    expect(fix(withImport(`export class Database {\n  private pool = new Pool();\n}`))).toMatchInlineSnapshot();
    expect(fix(withImport(`export class Database {\n  static pool = new Pool();\n  constructor() {}\n}`))).toMatchInlineSnapshot();
  });

  it('is listened to in a subclass', () => {
    expect(fix(withImport(`export class Tenant extends Pool {\n  constructor(url: string) {\n    super({ connectionString: url });\n  }\n}`))).toMatchInlineSnapshot();
    unchanged(withImport(`export class Tenant extends Pool {}`));
  });

  it('is listened to in a chain where no name holds it', () => {
    expect(fix(withImport(`export default new Pool();`))).toMatchInlineSnapshot();
    expect(fix(withImport(`const a = new Pool(), b = 1;\nexport { a, b };`))).toMatchInlineSnapshot();
  });

  it('is left where another may have made it', () => {
    unchanged(withImport(`const pool = globalThis.pool ?? new Pool();\nexport { pool };`));
    unchanged(withImport(`globalThis.pool ??= new Pool();`));
  });

  it('gets the type that TypeScript asks for, and no name that is taken', () => {
    expect(fix(withImport(`const pool: any = new Pool();\nexport { pool };`))).toMatchInlineSnapshot();
    expect(fix(withImport(`import { error } from './log.js';\nconst pool = new Pool();\nexport { pool, error };`))).toMatchInlineSnapshot();
  });

  it('logs by the logger of the project', () => {
    const settings = { logger: { from: './src/logger', name: 'logger' } };
    expect(fix(withImport(`import { config } from './config.js';\n\nexport const pool = new Pool(config);`), { settings })).toMatchInlineSnapshot();
  });

  it('says what it does', () => {
    expect(titles(question, withImport(`export const pool = new Pool();`))).toMatchInlineSnapshot();
  });
});

describe('redis', () => {
  const withImport = (code: string): string => `import { createClient } from 'redis';\n${code}`;

  it('gets a deadline for the connect() that a listener makes endless', () => {
    const text = withImport(`\nexport const client = createClient({ url: process.env.REDIS_URL });\nawait client.connect();\n`);
    expect(fix(text)).toMatchInlineSnapshot();
    expect(titles(question, text)).toMatchInlineSnapshot();
  });

  it('gets it in the class that holds the client', () => {
    expect(
      fix(
        withImport(`
import type { RedisClientType } from 'redis';

export class Cache {
  private readonly client: RedisClientType;

  constructor() {
    this.client = createClient();
  }

  async onModuleInit() {
    await this.client.connect();
  }
}
`),
      ),
    ).toMatchInlineSnapshot();
  });

  it('gets it in a chain', () => {
    expect(fix(withImport(`export const client = await createClient().connect();`))).toMatchInlineSnapshot();
  });

  it('needs none where nobody waits, or where there is one', () => {
    expect(fix(withImport(`const client = createClient();\nclient.connect().catch(console.error);\nexport { client };`))).toMatchInlineSnapshot();
    expect(fix(withImport(`const client = createClient();\nawait Promise.race([client.connect(), timeout(500)]);\nexport { client };`))).toMatchInlineSnapshot();
  });

  it('is left where connect() stands elsewhere, or no deadline can be had', () => {
    unchanged(withImport(`export const client = createClient();`));
    unchanged(withImport(`export const client = createClient();\nawait client.connect();`), { unavailable: ['@failsoft/runtime'] });
  });

  it('keeps what is chained to it', () => {
    expect(fix(withImport(`const client = createClient().on('ready', start);\nvoid client.connect();\nexport { client };`))).toMatchInlineSnapshot();
  });
});
