/** Texts of ESLint configuration files that bring their own copy of the plugin. */
export function projectConfig(configs: string, protocol = 1): string {
  return `
const rule = (word) => ({
  meta: { schema: [{ type: 'object', properties: { deep: { type: 'boolean' } }, additionalProperties: false }] },
  create: (context) => ({ Identifier(node) { if (node.name === word) context.report({ node, message: word + ' is fragile here' }); } }),
});
const none = () => {};
const failsoft = {
  meta: { name: 'eslint-plugin-failsoft' },
  rules: { 'no-slow': rule('slow'), 'no-lame': rule('lame') },
  host: { protocol: ${protocol}, inventory: none, rewrites: () => [], dependencies: () => [], overlay: none, refresh: none, statistics: () => ({ linted: 0, parsed: 0 }) },
};
export default ${configs};
`;
}
