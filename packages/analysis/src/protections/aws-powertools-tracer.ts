import type { Protection } from './schema.js';

/** https://docs.powertools.aws.dev/lambda/typescript/latest/features/tracer/#patching-aws-sdk-clients: as X-Ray, which it calls. */
export const awsPowertoolsTracer: Protection = {
  name: 'Powertools tracer',
  packages: ['@aws-lambda-powertools/tracer'],
  constructs: [{ form: 'client', path: 'Tracer().captureAWSv3Client|captureAWSClient', argument: 0, gives: [] }],
};
