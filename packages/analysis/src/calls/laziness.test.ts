import { describe, expect, it } from 'vitest';
import { ask } from '../../test/rewriting.js';

/** Callees of the external calls of a text, with the verdict about their timeouts. */
function sent(text: string): readonly string[] {
  const found: string[] = [];
  ask(({ calls }) => {
    found.push(...calls.map(({ calleeText, timeout }) => `${calleeText} ${timeout.verdict}`));
    return [];
  }, text);
  return found;
}

/** A file of statements alone is a script. */
const inFunction = (code: string): string => `export async function handle(id) { ${code} }`;

const knex = `import knex from 'knex';\nconst db = knex({ client: 'pg', connection: {} });\n`;

describe('a query builder is sent', () => {
  it.each([
    ['awaited', `await db('a').where({ id });`],
    ['returned', `const f = () => db('a').where({ id });`],
    ['by a method', `db('a').where({ id }).then(use);`],
  ])('when it is %s', (_, code) => {
    expect(sent(`${knex}${inFunction(code)}`)).toEqual(['db missing']);
  });
});

describe('a query builder is not sent', () => {
  it.each([
    ['a statement of its own', `db('a').where({ id });`],
    ['asked for its text', `const text = db('a').where({ id }).toString();`],
    ['named to be a part of another', `const part = db('a').where({ id }).as('part');`],
  ])('where it is %s', (_, code) => {
    expect(sent(`${knex}${inFunction(code)}`)).toEqual([]);
  });
});

describe('a tagged template', () => {
  it('is a query where the same function with parentheses makes a part of one', () => {
    expect(sent(`import postgres from 'postgres';\nconst sql = postgres(url);\n${inFunction('await sql`SELECT ${sql(columns)} FROM a`;')}`)).toEqual([
      'sql missing',
    ]);
  });
});

describe('an option that only some drivers have', () => {
  it.each([
    ['present', `{ client: 'pg', connection: { query_timeout: 5000 } }`],
    ['missing', `{ client: 'mysql2', connection: { query_timeout: 5000 } }`],
    ['unknown', `{ client: process.env.CLIENT, connection: { query_timeout: 5000 } }`],
  ])('makes its timeout %s', (verdict, options) => {
    expect(sent(`import knex from 'knex';\nconst db = knex(${options});\n${inFunction("await db('a');")}`)).toEqual([`db ${verdict}`]);
  });

  it('stays unknown where the options are', () => {
    expect(sent(`import knex from 'knex';\nexport const query = (options) => knex(options)('a').first().then(use);`)).toEqual([
      'knex(options) unknown',
    ]);
  });
});

describe('a subclass of a base that stands for its client', () => {
  it('has its calls, as a class and as an instance', () => {
    const code = `import { Model, Sequelize } from 'sequelize';\nnew Sequelize({ dialect: 'postgres' });\nclass User extends Model {}\nclass Admin extends User {}\nawait Admin.findAll();\nconst f = (admin: Admin) => admin.save();\nAdmin.hasMany(User);`;
    expect(sent(code).map((text) => text.split(' ')[0])).toEqual(['Admin.findAll', 'admin.save']);
  });
});
