import type { Protection } from './schema.js';

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-nodejs-awssdkclients.html: it answers the client that it is given, and only records what that sends. */
export const awsXray: Protection = {
  name: 'AWS X-Ray',
  packages: ['aws-xray-sdk-core', 'aws-xray-sdk'],
  constructs: [{ form: 'client', path: 'captureAWSv3Client|captureAWSClient', argument: 0, gives: [] }],
};
