import type { Protection } from './schema.js';

/** https://docs.temporal.io/develop/typescript/core-application: a workflow has no network; an activity needs a start-to-close or schedule-to-close timeout. */
export const temporal: Protection = {
  name: 'Temporal',
  packages: ['@temporalio/workflow'],
  constructs: [{ form: 'sandbox', gives: [{ protects: 'timeout' }] }],
};
