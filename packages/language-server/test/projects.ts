/** Texts of small projects. */
export const manifest = '{ "name": "shop", "private": true, "type": "module", "dependencies": { "axios": "^1.7.0", "ioredis": "^5.0.0" } }';

export const unbounded = "import { Redis } from 'ioredis';\n\nexport const redis = new Redis(process.env.REDIS_URL ?? '');\nredis.on('error', console.error);\n";
export const bounded = unbounded.replace("?? '')", "?? '', { commandTimeout: 500 })");
export const finding = '3:26 require-timeout';

/** A configuration that imports the real plugin. @param body what follows `export default ` */
export function configuration(body: string): string {
  return `import failsoft from '${import.meta.resolve('eslint-plugin-failsoft')}';\nimport * as parser from '${import.meta.resolve('@typescript-eslint/parser')}';\nexport default ${body};\n`;
}

/** Reports missing timeouts as warnings. */
export const warning = configuration("[{ files: ['**/*.ts'], languageOptions: { parser }, plugins: { failsoft }, rules: { 'failsoft/require-timeout': 'warn' } }]");
