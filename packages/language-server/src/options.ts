/** What a client says as `initializationOptions`; anything wrong or missing has its default. */
import type { Preset } from '@failsoft/linter';

export interface ServerOptions {
  /** In a workspace that is not trusted no code of it is loaded: neither its ESLint, configuration and plugin nor its parser. */
  readonly trusted: boolean;
  /** For files without a configuration that has our rules on. @default 'recommended' */
  readonly preset: Preset;
  /** Milliseconds after an edit before the file is linted. @default 150 */
  readonly debounce: number;
  /** Milliseconds that the lint of a file may take before its process is ended. @default 10000 */
  readonly timeBudget: number;
  /** Effective timeouts behind calls. @default false */
  readonly inlayHints: boolean;
  /** Whether findings are published as diagnostics; code actions are offered in any case. @default true */
  readonly diagnostics: boolean;
}

export const defaultOptions: ServerOptions = {
  trusted: true,
  preset: 'recommended',
  debounce: 150,
  timeBudget: 10_000,
  inlayHints: false,
  diagnostics: true,
};

const presets: readonly Preset[] = ['recommended', 'strict', 'all'];

export function readOptions(given: unknown): ServerOptions {
  const entries = new Map<string, unknown>(typeof given === 'object' && given !== null ? Object.entries(given) : []);
  const at = (key: keyof ServerOptions): unknown => entries.get(key);
  const boolean = (key: 'inlayHints' | 'diagnostics'): boolean => {
    const value = at(key);
    return typeof value === 'boolean' ? value : defaultOptions[key];
  };
  const milliseconds = (key: 'debounce' | 'timeBudget', least: number): number => {
    const value = at(key);
    return typeof value === 'number' && value >= least && value < 2 ** 31 ? value : defaultOptions[key];
  };
  return {
    // Whatever else is said is no trust.
    trusted: at('trusted') === undefined ? defaultOptions.trusted : at('trusted') === true,
    preset: presets.find((preset) => preset === at('preset')) ?? defaultOptions.preset,
    debounce: milliseconds('debounce', 0),
    timeBudget: milliseconds('timeBudget', 100),
    inlayHints: boolean('inlayHints'),
    diagnostics: boolean('diagnostics'),
  };
}
