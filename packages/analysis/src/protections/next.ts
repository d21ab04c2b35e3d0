import type { Protection } from './schema.js';

/** https://nextjs.org/docs/app/api-reference/file-conventions/route-segment-config/maxDuration: seconds, heeded by the platform that it is deployed to. */
export const next: Protection = {
  name: 'Next.js',
  packages: ['next'],
  constructs: [{ form: 'segment', export: 'maxDuration', unit: 's' }],
};
