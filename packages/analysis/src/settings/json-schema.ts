/** JSON Schema, as far as settings need it, and short ways to write it. */

type JsonType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

/** The keywords that are used here; lists are mutable as the validator's own type wants them. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: JsonType | JsonType[];
  readonly const?: string | boolean;
  readonly enum?: string[];
  readonly default?: string | number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Record<string, JsonSchema>;
  readonly required?: string[];
  readonly additionalProperties?: JsonSchema | false;
  readonly anyOf?: JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Record<string, JsonSchema>;
}

export const text = (description: string): JsonSchema => ({ type: 'string', minLength: 1, description });
export const path = (description: string): JsonSchema => ({ type: 'string', description });
export const texts = (description: string): JsonSchema => ({ type: 'array', items: { type: 'string' }, description });
export const oneOf = (values: readonly string[], description: string): JsonSchema => ({ enum: [...values], description });
export const list = (items: JsonSchema, description: string): JsonSchema => ({ type: 'array', items, description });
export const position = (description: string): JsonSchema => ({ type: 'integer', minimum: 0, description });
export const yes = (description: string): JsonSchema => ({ const: true, description });
export const flag = (description: string): JsonSchema => ({ type: 'boolean', description });
export const milliseconds = (description: string): JsonSchema => ({ type: 'number', exclusiveMinimum: 0, description });

export function record(
  description: string,
  required: Readonly<Record<string, JsonSchema>>,
  optional: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema {
  return { type: 'object', description, properties: { ...required, ...optional }, required: Object.keys(required), additionalProperties: false };
}

/** What `|`, `*` and `()` mean in paths. */
export const pathSyntax = '`|` between alternatives, `*` for any text of a name, `**` for any number of members, `name()` for a call in the chain.';
