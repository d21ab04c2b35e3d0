import type { Protection } from './schema.js';

const runLimit = { argument: 0, path: 'maxDuration', unit: 's', files: ['trigger.config.ts', 'trigger.config.mts', 'trigger.config.js', 'trigger.config.mjs'] } as const;

/** https://trigger.dev/docs/runs/max-duration: seconds, of one task or of all in the configuration; waits for other runs do not count. */
export const triggerDev: Protection = {
  name: 'Trigger.dev',
  packages: ['@trigger.dev/sdk', '@trigger.dev/sdk/v3'],
  constructs: ['task|schemaTask', 'schedules.task'].map((path) => ({ form: 'function', path, argument: 0, gives: [{ protects: 'timeout', runLimit }] })),
};
