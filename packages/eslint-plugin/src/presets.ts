/** Which rules each preset turns on. */
import type { Linter } from 'eslint';
import { rules } from './rules/index.js';

type Rules = Readonly<Record<`failsoft/${keyof typeof rules}`, Linter.RuleEntry>>;

/** What can make an outage worse as well as better is advice, for those who ask for it. */
type Advice = 'failsoft/require-circuit-breaker';

const recommended: Omit<Rules, Advice> = {
  'failsoft/require-timeout': 'error',
  'failsoft/no-ineffective-timeout': 'error',
  'failsoft/no-uncaught-cache-error': 'error',
  'failsoft/require-error-listener': 'error',
  'failsoft/no-silent-failure': 'error',
  'failsoft/no-unbounded-concurrency': 'error',
};

const advice: Pick<Rules, Advice> = { 'failsoft/require-circuit-breaker': 'warn' };

/** Reports also what can't be told, and what is only a bad habit. */
const strict: Rules = {
  ...recommended,
  ...advice,
  'failsoft/require-timeout': ['error', { reportUnknown: true }],
  'failsoft/require-error-listener': ['error', { logOnly: true }],
  'failsoft/no-silent-failure': ['error', { reportExplained: true, reportCodes: true }],
};

/** Every rule, with the options of recommended, and the listeners that only log. */
const all: Rules = { ...recommended, ...advice, 'failsoft/require-error-listener': ['error', { logOnly: true }] };

/** For people who let the editor extension own the findings. */
const off: Rules = {
  'failsoft/require-timeout': 'off',
  'failsoft/no-ineffective-timeout': 'off',
  'failsoft/no-uncaught-cache-error': 'off',
  'failsoft/require-error-listener': 'off',
  'failsoft/no-silent-failure': 'off',
  'failsoft/no-unbounded-concurrency': 'off',
  'failsoft/require-circuit-breaker': 'off',
};

export const presets = { recommended, strict, all, off };
