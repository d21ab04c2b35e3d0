import { describe, expect, it } from 'vitest';
import { fixed, titles, type Question, type SourceFile } from '../../test/rewriting.js';
import { addErrorListener } from './add-error-listener.js';

const question: Question = ({ clients }, context) =>
  clients.filter(({ errorListener }) => errorListener.verdict === 'missing').map((client) => addErrorListener(client, context));
const fix = (text: string, file?: SourceFile): string => fixed(question, text, file);
const unchanged = (text: string, file?: SourceFile): void => {
  expect(fix(text, file)).toBe(text);
};

describe('pg', () => {
  const withImport = (code: string): string => `import { Pool } from 'pg';\n${code}`;

  it('is listened to on the line behind its declaration', () => {
    expect(fix(withImport(`const pool = new Pool({\n  max: 5,\n}); // small\nexport default pool;`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      const pool = new Pool({
        max: 5,
      }); // small
      pool.on('error', (error) => console.error('Idle PostgreSQL client failed', error));
      export default pool;"
    `);
    expect(fix(withImport(`export const pool: Pool = new Pool() as Pool;\n`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      export const pool: Pool = new Pool() as Pool;
      pool.on('error', (error) => console.error('Idle PostgreSQL client failed', error));
      "
    `);
    expect(fix(`const { Pool } = require("pg")\n\nconst pool = new Pool()\nmodule.exports = { pool }\n`, { path: 'src/db.js' }))
      .toMatchInlineSnapshot(`
      "const { Pool } = require("pg")

      const pool = new Pool()
      pool.on("error", (error) => console.error("Idle PostgreSQL client failed", error))
      module.exports = { pool }
      "
    `);
  });

  it('is listened to in the function that makes it', () => {
    expect(fix(withImport(`export function connect() {\n\tconst pool = new Pool();\n\treturn pool;\n}`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      export function connect() {
      	const pool = new Pool();
      	pool.on('error', (error) => console.error('Idle PostgreSQL client failed', error));
      	return pool;
      }"
    `);
    expect(fix(withImport(`export function connect() {\n  return new Pool({ max: 1 });\n}`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      export function connect() {
        return new Pool({ max: 1 }).on('error', (error) => {
          console.error('Idle PostgreSQL client failed', error);
        });
      }"
    `);
    expect(fix(withImport(`export const connect = () => new Pool;`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      export const connect = () => new Pool().on('error', (error) => {
        console.error('Idle PostgreSQL client failed', error);
      });"
    `);
  });

  it('is listened to where it is assigned', () => {
    expect(fix(withImport(`let pool: Pool | undefined;\nexport function start() {\n  pool = new Pool();\n}`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      let pool: Pool | undefined;
      export function start() {
        pool = new Pool();
        pool.on('error', (error) => console.error('Idle PostgreSQL client failed', error));
      }"
    `);
    expect(fix(withImport(`export class Database {\n  private readonly pool: Pool;\n  constructor() {\n    this.pool = new Pool();\n  }\n}`)))
      .toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      export class Database {
        private readonly pool: Pool;
        constructor() {
          this.pool = new Pool();
          this.pool.on('error', (error) => console.error('Idle PostgreSQL client failed', error));
        }
      }"
    `);
    expect(fix(withImport(`let pool: Pool | undefined;\nexport function start(on: boolean) {\n  if (on) pool = new Pool();\n}`)))
      .toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      let pool: Pool | undefined;
      export function start(on: boolean) {
        if (on) pool = new Pool().on('error', (error) => {
          console.error('Idle PostgreSQL client failed', error);
        });
      }"
    `);
  });

  it('is listened to first in the constructor of a class that holds it in a field', () => {
    expect(
      fix(withImport(`export class Database {\n  #pool = new Pool();\n\n  constructor(private readonly log: Log) {\n    log.info('ready');\n  }\n}`)),
    ).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      export class Database {
        #pool = new Pool();

        constructor(private readonly log: Log) {
          this.#pool.on('error', (error) => console.error('Idle PostgreSQL client failed', error));
          log.info('ready');
        }
      }"
    `);
    expect(fix(withImport(`export class Database {\n  private pool = new Pool();\n\n  constructor() {}\n}`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      export class Database {
        private pool = new Pool();

        constructor() {
          this.pool.on('error', (error) => console.error('Idle PostgreSQL client failed', error));
        }
      }"
    `);
    expect(
      fix(
        withImport(
          `export class Database extends Service {\n  private pool = new Pool();\n\n  constructor() {\n    super('db');\n    this.start();\n  }\n}`,
        ),
      ),
    ).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      export class Database extends Service {
        private pool = new Pool();

        constructor() {
          super('db');
          this.pool.on('error', (error) => console.error('Idle PostgreSQL client failed', error));
          this.start();
        }
      }"
    `);
    expect(fix(withImport(`export class Database {\n  private pool = new Pool();\n}`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      export class Database {
        private pool = new Pool().on('error', (error) => {
          console.error('Idle PostgreSQL client failed', error);
        });
      }"
    `);
    expect(fix(withImport(`export class Database {\n  static pool = new Pool();\n  constructor() {}\n}`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      export class Database {
        static pool = new Pool().on('error', (error) => {
          console.error('Idle PostgreSQL client failed', error);
        });
        constructor() {}
      }"
    `);
  });

  it('is listened to in a subclass', () => {
    expect(fix(withImport(`export class Tenant extends Pool {\n  constructor(url: string) {\n    super({ connectionString: url });\n  }\n}`)))
      .toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      export class Tenant extends Pool {
        constructor(url: string) {
          super({ connectionString: url });
          this.on('error', (error) => console.error('Idle PostgreSQL client failed', error));
        }
      }"
    `);
    unchanged(withImport(`export class Tenant extends Pool {}`));
  });

  it('is listened to in a chain where no name holds it', () => {
    expect(fix(withImport(`export default new Pool();`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      export default new Pool().on('error', (error) => {
        console.error('Idle PostgreSQL client failed', error);
      });"
    `);
    expect(fix(withImport(`const a = new Pool(), b = 1;\nexport { a, b };`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      const a = new Pool().on('error', (error) => console.error('Idle PostgreSQL client failed', error)), b = 1;
      export { a, b };"
    `);
  });

  it('is attached to the one that is made, where there may be one already', () => {
    expect(fix(withImport(`const pool = globalThis.pool ?? new Pool();\nexport { pool };`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      const pool = globalThis.pool ?? new Pool().on('error', (error) => {
        console.error('Idle PostgreSQL client failed', error);
      });
      export { pool };"
    `);
    expect(fix(withImport(`globalThis.pool ??= new Pool();`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      globalThis.pool ??= new Pool().on('error', (error) => {
        console.error('Idle PostgreSQL client failed', error);
      });"
    `);
  });

  it('gets the type that TypeScript asks for, and no name that is taken', () => {
    expect(fix(withImport(`const pool: any = new Pool();\nexport { pool };`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      const pool: any = new Pool();
      pool.on('error', (error: unknown) => console.error('Idle PostgreSQL client failed', error));
      export { pool };"
    `);
    expect(fix(withImport(`import { error } from './log.js';\nconst pool = new Pool();\nexport { pool, error };`))).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      import { error } from './log.js';
      const pool = new Pool();
      pool.on('error', (cause) => console.error('Idle PostgreSQL client failed', cause));
      export { pool, error };"
    `);
  });

  it('logs by the logger of the project', () => {
    const settings = { logger: { from: './src/logger', name: 'logger' } };
    expect(fix(withImport(`import { config } from './config.js';\n\nexport const pool = new Pool(config);`), { settings })).toMatchInlineSnapshot(`
      "import { Pool } from 'pg';
      import { config } from './config.js';
      import { logger } from './logger.js';

      export const pool = new Pool(config);
      pool.on('error', (error) => logger.error('Idle PostgreSQL client failed', error));"
    `);
  });

  it('says what it does', () => {
    expect(titles(question, withImport(`export const pool = new Pool();`))).toMatchInlineSnapshot(`
      [
        "* Add an 'error' listener that logs",
      ]
    `);
  });
});

describe('redis', () => {
  const withImport = (code: string): string => `import { createClient } from 'redis';\n${code}`;

  it('gets a deadline for the connect() that a listener makes endless', () => {
    const text = withImport(`\nexport const client = createClient({ url: process.env.REDIS_URL });\nawait client.connect();\n`);
    expect(fix(text)).toMatchInlineSnapshot(`
      "import { createClient } from 'redis';
      import { withTimeout } from '@failsoft/runtime';

      export const client = createClient({ url: process.env.REDIS_URL });
      client.on('error', (error) => console.error('Redis connection failed', error));
      await withTimeout(() => client.connect(), { timeoutMs: 5_000, name: 'redis' });
      "
    `);
    expect(titles(question, text)).toMatchInlineSnapshot(`
      [
        "* Add an 'error' listener that logs, and a timeout around connect()",
      ]
    `);
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
    ).toMatchInlineSnapshot(`
      "import { createClient } from 'redis';

      import type { RedisClientType } from 'redis';
      import { withTimeout } from '@failsoft/runtime';

      export class Cache {
        private readonly client: RedisClientType;

        constructor() {
          this.client = createClient();
          this.client.on('error', (error) => console.error('Redis connection failed', error));
        }

        async onModuleInit() {
          await withTimeout(() => this.client.connect(), { timeoutMs: 5_000, name: 'redis' });
        }
      }
      "
    `);
  });

  it('gets it in a chain', () => {
    expect(fix(withImport(`export const client = await createClient().connect();`))).toMatchInlineSnapshot(`
      "import { createClient } from 'redis';
      import { withTimeout } from '@failsoft/runtime';
      export const client = await withTimeout(() => createClient().on('error', (error) => {
        console.error('Redis connection failed', error);
      }).connect(), { timeoutMs: 5_000, name: 'redis' });"
    `);
  });

  it('needs none where nobody waits, or where there is one', () => {
    expect(fix(withImport(`const client = createClient();\nclient.connect().catch(console.error);\nexport { client };`))).toMatchInlineSnapshot(`
      "import { createClient } from 'redis';
      const client = createClient();
      client.on('error', (error) => console.error('Redis connection failed', error));
      client.connect().catch(console.error);
      export { client };"
    `);
    expect(fix(withImport(`const client = createClient();\nawait Promise.race([client.connect(), timeout(500)]);\nexport { client };`)))
      .toMatchInlineSnapshot(`
      "import { createClient } from 'redis';
      const client = createClient();
      client.on('error', (error) => console.error('Redis connection failed', error));
      await Promise.race([client.connect(), timeout(500)]);
      export { client };"
    `);
  });

  it('is left where connect() stands elsewhere, or no deadline can be had', () => {
    unchanged(withImport(`export const client = createClient();`));
    unchanged(withImport(`export const client = createClient();\nawait client.connect();`), { unavailable: ['@failsoft/runtime'] });
  });

  it('keeps what is chained to it', () => {
    expect(fix(withImport(`const client = createClient().on('ready', start);\nvoid client.connect();\nexport { client };`))).toMatchInlineSnapshot(`
      "import { createClient } from 'redis';
      const client = createClient().on('ready', start);
      client.on('error', (error) => console.error('Redis connection failed', error));
      void client.connect();
      export { client };"
    `);
  });
});
