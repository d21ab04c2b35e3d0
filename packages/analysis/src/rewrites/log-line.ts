import { quoted } from './layout.js';
import type { RewriteDraft } from './draft.js';

/** `console.error('Redis connection failed', error)` by the project's logger; undefined where it can't be reached. */
export function logCall(draft: RewriteDraft, level: 'error' | 'warn', message: string, error: string): string | undefined {
  const logger = loggerOf(draft);
  return logger === undefined ? undefined : `${logger}.${level}(${quoted(message, draft.context.module)}, ${error})`;
}

function loggerOf(draft: RewriteDraft): string | undefined {
  const { logger } = draft.context.settings;
  if (logger !== undefined) return draft.import({ name: logger.name, from: logger.from });
  return draft.scope.lookup('console') === undefined ? 'console' : undefined;
}

/** The parameter of a handler: TypeScript asks for a type where none is inferred. */
export function errorParameter(name: string, draft: RewriteDraft): string {
  return draft.context.module.isTypeScript ? `(${name}: unknown)` : `(${name})`;
}
